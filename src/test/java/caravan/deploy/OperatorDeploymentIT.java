package caravan.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import caravan.ProgramProcess;
import caravan.components.ApiServer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator, started with the words, variables, rights and probes of its Deployment. */
class OperatorDeploymentIT {
  private static final String NAMESPACE = "volsync-system";
  private static final String TROUBLE =
      """
      apiVersion: volsync.backube/v1alpha1
      kind: ReplicationSource
      metadata: {name: notes, namespace: default}
      spec: {sourcePVC: notes, trigger: {schedule: "0 * * * *"}, restic: {repository: none, copyMethod: Snapshot}}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: notes, namespace: default}
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 1Gi}}
        dataSourceRef: {apiGroup: volsync.backube, kind: ReplicationDestination, name: none}
      """;
  private static final Duration START = Duration.ofMinutes(4);
  private static ApiServer api;
  private static Deployment deployment;
  private final List<Process> started = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir Path folder;

  /** One of the two. */
  private record Replica(Process process, Path folder, int port) {
    String log() {
      try {
        return Files.readString(folder.resolve("output"))
            + Files.readString(folder.resolve("errors"));
      } catch (IOException e) {
        return e.toString();
      }
    }
  }

  @BeforeAll
  static void install() {
    api = ApiServer.start();
    var all = Manifests.kustomize(Path.of("deploy"));
    all.objects()
        .forEach(object -> api.client().resource(object).forceConflicts().serverSideApply());
    deployment = all.get(Deployment.class, "volsync");
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    for (var process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  private static Container manager() {
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  /** The pod that a kubelet would run, and what would run in it. */
  private Replica start(String name, String image) throws IOException {
    var template = deployment.getSpec().getTemplate();
    var pod =
        new PodBuilder()
            .withMetadata(template.getMetadata())
            .editMetadata()
            .withName(name)
            .withNamespace(NAMESPACE)
            .endMetadata()
            .withSpec(template.getSpec())
            .editSpec()
            .editFirstContainer()
            .withImage(image)
            .endContainer()
            .endSpec()
            .build();
    api.client().resource(pod).create();
    var home = Files.createDirectory(folder.resolve(name));
    var token = api.token(NAMESPACE, template.getSpec().getServiceAccountName());
    int port = freePort();
    var words =
        manager().getArgs().stream()
            .map(word -> word.replace("port=8080", "port=" + port))
            .toList();
    var environment =
        Map.of(
            "KUBECONFIG", api.kubeconfig(home.resolve("kubeconfig"), token).toString(),
            "VOLSYNC_NAMESPACE", NAMESPACE,
            "POD_NAME", name);
    assertThat(manager().getEnv()).extracting("name").isSubsetOf(environment.keySet());
    var process = ProgramProcess.start(home, environment, words.toArray(String[]::new));
    started.add(process);
    return new Replica(process, home, port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private int status(Replica replica, Probe probe) throws Exception {
    var uri = "http://127.0.0.1:" + replica.port() + probe.getHttpGet().getPath();
    return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
        .statusCode();
  }

  private void awaitProbes(Replica replica) {
    for (var probe :
        List.of(
            manager().getStartupProbe(),
            manager().getLivenessProbe(),
            manager().getReadinessProbe())) {
      await(probe.getHttpGet().getPath())
          .atMost(START)
          .ignoreExceptions()
          .failFast(() -> assertThat(replica.process().isAlive()).as(replica.log()).isTrue())
          .until(() -> status(replica, probe) == 200);
    }
  }

  @Test
  void startsAsItsDeploymentSaysAndASecondOneWaitsReady() throws Exception {
    var first = start("volsync-one", "registry.example.com/mine/caravan:2");
    awaitProbes(first);
    await().atMost(START).until(() -> first.log().contains("leads"));
    var second = start("volsync-two", "registry.example.com/mine/caravan:2");
    awaitProbes(second);
    await().atMost(START).until(() -> second.log().contains("waits: "));

    assertThat(first.log()).contains("with movers of registry.example.com/mine/caravan:2,");
    assertThat(second.log()).doesNotContain("INFO  leads");
    assertMetrics(first);
  }

  /** Everything that alerts and dashboard ask for is there, once there is something to tell. */
  private void assertMetrics(Replica replica) throws IOException {
    api.client().load(new ByteArrayInputStream(TROUBLE.getBytes(UTF_8))).create();
    var address = "http://127.0.0.1:" + replica.port() + "/observe/metrics";
    var request = HttpRequest.newBuilder(URI.create(address)).build();
    var expected = MonitoringIT.series();

    await()
        .atMost(START)
        .untilAsserted(
            () -> {
              var metrics = http.send(request, BodyHandlers.ofString()).body();
              assertThat(metrics.split("[{ \n]")).contains(expected.toArray(String[]::new));
              assertThat(metrics).contains("reason=\"SecretMissing\"");
            });
  }
}
