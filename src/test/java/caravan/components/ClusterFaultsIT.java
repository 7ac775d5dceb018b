package caravan.components;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import caravan.restic.repository.Repositories;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can be made to go wrong in a cluster, so that tests can tell what the operator does then.
 */
class ClusterFaultsIT {
  private static final long HUGE_BYTES = 1L << 40;
  private static final int BY_SIGKILL = 137;
  private static final int BY_SIGTERM = 143;
  private static ControlPlane cluster;
  private String namespace;

  @BeforeAll
  static void start() {
    cluster = ControlPlane.start();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void makeVolumes() throws IOException {
    namespace = cluster.namespace();
    create(SampleObjects.repositorySecret());
    create(SampleObjects.claim("repo", StorageStandIn.CLASS));
    create(SampleObjects.claim("data", StorageStandIn.CLASS));
    soon().until(() -> isBound("repo") && isBound("data"));
    Files.writeString(folderOf("data").resolve("note"), "content");
  }

  @AfterEach
  void endWork() {
    cluster.client().batch().v1().jobs().inNamespace(namespace).delete();
  }

  @Test
  void aPodIsKilledAtItsStart() {
    cluster.node().killNext("mover-");

    create(SampleObjects.moverJob("mover"));

    soon().until(() -> job().getFailed() != null);
    assertThat(terminated().getExitCode()).isEqualTo(BY_SIGKILL);
    assertThat(terminated().getReason()).isEqualTo("Error");
  }

  @Test
  void aPodIsKilledInTheMiddleOfItsWork() throws IOException {
    addADaysWork();
    cluster.node().killNext("mover-", "=== Starting backup ===");

    create(SampleObjects.moverJob("mover"));

    soon().until(() -> job().getFailed() != null);
    assertThat(pods().resource(pod()).getLog()).contains("=== Starting backup ===");
  }

  @Test
  void aContainersHostNameIsItsPods() throws IOException {
    assumeThat(cluster.node().givesHostnames()).isTrue();
    addADaysWork();
    create(SampleObjects.moverJob("mover"));
    var restic = Restic.at(folderOf("repo").toString(), SampleObjects.PASSWORD);
    soon().until(() -> locks() == 1);

    var id = restic.run("list", "locks", "--no-lock").text().strip();

    assertThat(restic.run("cat", "lock", id, "--no-lock").text())
        .contains("\"hostname\": \"" + pod().getMetadata().getName() + "\"");
  }

  @Test
  void aPodRunsOutOfMemory() {
    cluster.node().oomNext();

    create(SampleObjects.moverJob("mover"));

    soon().until(() -> job().getFailed() != null);
    assertThat(terminated().getExitCode()).isEqualTo(BY_SIGKILL);
    assertThat(terminated().getReason()).isEqualTo("OOMKilled");
  }

  @Test
  void aPodIsEvicted() {
    cluster.node().evictNext();

    create(SampleObjects.moverJob("mover"));

    soon().until(() -> job().getFailed() != null);
    assertThat(pod().getStatus().getReason()).isEqualTo("Evicted");
  }

  @Test
  void aPodFindsNoNode() {
    cluster.node().refuseScheduling(true);
    create(SampleObjects.moverJob("mover"));
    soon().until(() -> hasPod() && !pod().getStatus().getConditions().isEmpty());
    var condition = pod().getStatus().getConditions().getFirst();
    assertThat(condition.getType()).isEqualTo("PodScheduled");
    assertThat(condition.getReason()).isEqualTo("Unschedulable");
    assertThat(condition.getMessage()).startsWith("0/1 nodes are available: ");

    cluster.node().refuseScheduling(false);

    soon().until(() -> job().getSucceeded() != null);
  }

  @Test
  void anImageIsNotToBeHad() {
    cluster.node().failImagePull(true);
    create(SampleObjects.moverJob("mover"));
    soon().until(() -> hasPod() && waiting() != null);
    assertThat(waiting().getReason()).isEqualTo("ImagePullBackOff");

    cluster.node().failImagePull(false);

    soon().until(() -> job().getSucceeded() != null);
  }

  @Test
  void aMissingSecretKeepsAContainerFromStarting() {
    var secret = SampleObjects.repositorySecret();
    cluster.client().resource(secret).inNamespace(namespace).delete();
    create(SampleObjects.moverJob("mover"));
    soon().until(() -> hasPod() && waiting() != null);
    assertThat(waiting().getReason()).isEqualTo("CreateContainerConfigError");
    assertThat(waiting().getMessage()).isEqualTo("secret \"repository\" not found");

    create(secret);

    soon().until(() -> job().getSucceeded() != null);
  }

  @Test
  void aDeletedPodIsToldToEndAndGone() throws IOException {
    addADaysWork();
    create(SampleObjects.moverJob("mover"));
    soon().until(() -> locks() == 1);
    keep(true);

    pods().resource(pod()).delete();

    soon().until(() -> pod().getStatus().getPhase().equals("Failed"));
    assertThat(terminated().getExitCode()).isEqualTo(BY_SIGTERM);
    var name = pod().getMetadata().getName();
    keep(false);
    soon().until(() -> pods().withName(name).get() == null);
  }

  /** Lets a deleted pod stay visible. */
  private void keep(boolean isKept) {
    var hold = "it.test/hold";
    pods()
        .resource(pod())
        .edit(
            it -> {
              var finalizers = it.getMetadata().getFinalizers();
              finalizers.remove(hold);
              if (isKept) {
                finalizers.add(hold);
              }
              return it;
            });
  }

  @Test
  void theApiServerComesBackAndFindsWhatHappenedMeanwhile() {
    var snapshots = folderOf("repo").resolve("snapshots");
    create(SampleObjects.moverJob("mover"));
    soon().until(() -> hasPod() && "Running".equals(pod().getStatus().getPhase()));

    cluster.api().stopServer();
    soon().until(() -> hasFiles(snapshots));
    cluster.api().startServer();

    soon().until(() -> job().getSucceeded() != null);
  }

  @Test
  void aServiceAccountMayDoNothingUntilItIsBound(@TempDir Path folder) {
    var token = cluster.api().token(namespace, "operator");
    var file = cluster.api().kubeconfig(folder.resolve("config"), token);
    var config = Config.fromKubeconfig(file.toFile());
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      assertThatThrownBy(() -> client.pods().inNamespace(namespace).list())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("system:serviceaccount:" + namespace + ":operator");
    }
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }

  private <T extends HasMetadata> T create(T object) {
    return cluster.client().resource(object).inNamespace(namespace).create();
  }

  /** A hole: nothing on disk, a day's work to read. */
  private void addADaysWork() throws IOException {
    try (var file = new RandomAccessFile(folderOf("data").resolve("huge").toFile(), "rw")) {
      file.setLength(HUGE_BYTES);
    }
  }

  private boolean isBound(String claim) {
    var claims = cluster.client().persistentVolumeClaims().inNamespace(namespace);
    return claims.withName(claim).get().getStatus().getPhase().equals("Bound");
  }

  private Path folderOf(String claim) {
    return cluster.storage().folderOf(namespace, claim);
  }

  private long locks() throws IOException {
    return Repositories.locks(folderOf("repo"));
  }

  private static boolean hasFiles(Path folder) {
    var files = folder.toFile().list();
    return files != null && files.length > 0;
  }

  private JobStatus job() {
    var jobs = cluster.client().batch().v1().jobs().inNamespace(namespace);
    return jobs.withName("mover").get().getStatus();
  }

  private NonNamespaceOperation<Pod, PodList, PodResource> pods() {
    return cluster.client().pods().inNamespace(namespace);
  }

  private boolean hasPod() {
    return !pods().list().getItems().isEmpty();
  }

  private Pod pod() {
    return pods().list().getItems().getFirst();
  }

  private ContainerStateTerminated terminated() {
    return pod().getStatus().getContainerStatuses().getFirst().getState().getTerminated();
  }

  private ContainerStateWaiting waiting() {
    var containers = pod().getStatus().getContainerStatuses();
    return containers.isEmpty() ? null : containers.getFirst().getState().getWaiting();
  }
}
