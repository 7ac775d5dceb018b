package caravan.components;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
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
  private static final Duration START = Duration.ofSeconds(60);
  private final Path folder;
  private final int etcdPort = ServerProcess.freePort();
  private final int port = ServerProcess.freePort();
  private final ServerProcess etcd;
  private ServerProcess server;
  private final Config config;
  private final KubernetesClient client;

  private ApiServer(Path folder) {
    this.folder = folder;
    etcd = startEtcd(folder, etcdPort);
    server = startServer(folder, etcdPort, port);
    config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://127.0.0.1:" + port)
            .withOauthToken(TOKEN)
            .withCaCertFile(folder.resolve("apiserver.crt").toString())
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  /** A test without the programs is skipped, or fails under {@code CI=true}. */
  public static ApiServer start() {
    Components.etcd();
    Components.kubeApiserver();
    try {
      var api = new ApiServer(Files.createTempDirectory("apiserver"));
      try {
        Awaitility.await().atMost(START).ignoreExceptions().until(api::isReady);
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

  private static ServerProcess startServer(Path folder, int etcdPort, int port) {
    var key = writeKey(folder.resolve("service-account.key"));
    var tokens = write(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
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
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-cluster-ip-range=10.0.0.0/24",
                "--disable-admission-plugins=ServiceAccount"));
    process.awaitPort(port);
    return process;
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

  private boolean isReady() {
    return client.raw("/readyz").equals("ok")
        && client.namespaces().withName("default").get() != null;
  }

  /** Ends the server and starts it again; what it remembers of recent changes is lost. */
  public void restart() {
    server.close();
    server = startServer(folder, etcdPort, port);
    Awaitility.await().atMost(START).ignoreExceptions().until(this::isReady);
  }

  /** Where it listens on the loopback interface. */
  public int port() {
    return port;
  }

  /** A client that may do everything. */
  public KubernetesClient client() {
    return client;
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
