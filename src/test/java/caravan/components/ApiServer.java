package caravan.components;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A real kube-apiserver over a real etcd on free loopback ports, with RBAC, empty at its start. */
public final class ApiServer implements AutoCloseable {
  private static final String TOKEN = UUID.randomUUID().toString();
  private static final String CONTROLLERS_TOKEN = UUID.randomUUID().toString();
  private static final Duration START = Duration.ofSeconds(60);
  private final Path folder;
  private final int etcdPort = ServerProcess.freePort();
  private final int port = ServerProcess.freePort();
  private final ServerProcess etcd;
  private final KubernetesClient client;
  private ServerProcess server;

  private ApiServer(Path folder) {
    this.folder = folder;
    etcd = startEtcd(folder, etcdPort);
    writeKey(serviceAccountKey());
    write(
        folder.resolve("tokens.csv"),
        "%s,admin,admin,system:masters%n%s,system:kube-controller-manager,controllers%n"
            .formatted(TOKEN, CONTROLLERS_TOKEN));
    server = launch();
    client = client(TOKEN);
  }

  /** A test without the programs is skipped, or fails under {@code CI=true}. */
  public static ApiServer start() {
    Components.etcd();
    Components.kubeApiserver();
    try {
      var api = new ApiServer(Files.createTempDirectory("apiserver"));
      try {
        api.awaitReady();
      } catch (RuntimeException e) {
        api.close();
        throw e;
      }
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerProcess startEtcd(Path folder, int port) {
    var url = "http://127.0.0.1:" + port;
    var peer = "http://127.0.0.1:" + ServerProcess.freePort();
    var process =
        ServerProcess.start(
            folder,
            Map.of(),
            List.of(
                Components.etcd().toString(),
                "--data-dir=" + folder.resolve("etcd"),
                "--unsafe-no-fsync",
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer));
    process.awaitPort(port);
    return process;
  }

  private ServerProcess launch() {
    var process =
        ServerProcess.start(
            folder,
            Map.of(),
            List.of(
                Components.kubeApiserver().toString(),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder,
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--audit-policy-file=" + write(folder.resolve("audit.yaml"), AuditLog.POLICY),
                "--audit-log-path=" + auditLog(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + serviceAccountKey(),
                "--service-account-signing-key-file=" + serviceAccountKey(),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--enable-admission-plugins=OwnerReferencesPermissionEnforcement",
                "--disable-admission-plugins=ServiceAccount"));
    process.awaitPort(port);
    return process;
  }

  private Path auditLog() {
    return folder.resolve("audit.log");
  }

  /** What accounts have asked for. */
  public AuditLog audit() {
    return new AuditLog(auditLog());
  }

  private static Path writeKey(Path file) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var encoded = generator.generateKeyPair().getPrivate().getEncoded();
      var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
      return write(file, "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    Awaitility.await().atMost(START).ignoreExceptions().until(this::isReady);
  }

  private boolean isReady() {
    return client.raw("/readyz").equals("ok")
        && client.namespaces().withName("default").get() != null;
  }

  /** Kills the API server alone: whoever asks finds nobody there until it is started again. */
  public void stopServer() {
    server.kill();
  }

  /** Starts it again, at its old address and with all it knew. */
  public void startServer() {
    server = launch();
    awaitReady();
  }

  /** Where it listens on the loopback interface. */
  public int port() {
    return port;
  }

  /** A client that may do everything. */
  public KubernetesClient client() {
    return client;
  }

  /** For the loops of stand-ins, which ask again by themselves. */
  KubernetesClient clientWithoutRetries() {
    var config = new ConfigBuilder(config(TOKEN)).withRequestRetryBackoffLimit(0).build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** A client that may do what is bound to a service account, which is made if there is none. */
  public KubernetesClient clientAs(String namespace, String serviceAccount) {
    return client(token(namespace, serviceAccount));
  }

  private KubernetesClient client(String token) {
    return new KubernetesClientBuilder().withConfig(config(token)).build();
  }

  private Config config(String token) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(url())
        .withOauthToken(token)
        .withCaCertFile(certificate().toString())
        .build();
  }

  /** What a pod of a service account would be given. */
  public String token(String namespace, String serviceAccount) {
    var accounts = client.serviceAccounts().inNamespace(namespace);
    if (accounts.withName(serviceAccount).get() == null) {
      accounts
          .resource(
              new ServiceAccountBuilder()
                  .withNewMetadata()
                  .withName(serviceAccount)
                  .endMetadata()
                  .build())
          .create();
    }
    return accounts
        .withName(serviceAccount)
        .tokenRequest(new TokenRequest())
        .getStatus()
        .getToken();
  }

  /** Writes what {@code kubectl} and others read, for the user of a token. */
  public Path kubeconfig(Path file, String token) {
    return write(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: it
        contexts: [{name: it, context: {cluster: it, user: it}}]
        clusters: [{name: it, cluster: {server: "%s", certificate-authority: "%s"}}]
        users: [{name: it, user: {token: "%s"}}]
        """
            .formatted(url(), certificate(), token));
  }

  /** For the controllers of Kubernetes. */
  Path controllersKubeconfig() {
    return kubeconfig(folder.resolve("controllers.kubeconfig"), CONTROLLERS_TOKEN);
  }

  public String url() {
    return "https://127.0.0.1:" + port;
  }

  /** What vouches for it. */
  public Path certificate() {
    return folder.resolve("apiserver.crt");
  }

  Path serviceAccountKey() {
    return folder.resolve("service-account.key");
  }

  Path folder() {
    return folder;
  }

  /** Applies a CRD and waits until its kind can be used. */
  public void install(Path crd) {
    try (var yaml = Files.newInputStream(crd)) {
      var definition = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
      client.resource(definition).serverSideApply();
      client.resource(definition).waitUntilCondition(ApiServer::isEstablished, 20, SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    var conditions =
        crd == null || crd.getStatus() == null ? null : crd.getStatus().getConditions();
    return conditions != null
        && conditions.stream()
            .anyMatch(it -> it.getType().equals("Established") && it.getStatus().equals("True"));
  }

  /** A namespace for one test. */
  public String namespace() {
    var name = "test-" + UUID.randomUUID().toString().substring(0, 8);
    var namespace = new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
    client.resource(namespace).create();
    return name;
  }

  @Override
  public void close() {
    client.close();
    server.close();
    etcd.close();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
