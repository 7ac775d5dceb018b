package caravan.components;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tests of the operator take for granted about the cluster they get. */
class ClusterStandInsIT {
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
  void makeNamespace() {
    cluster.storage().snapshotDelay(Duration.ZERO);
    namespace = cluster.namespace();
  }

  @Test
  void aJobsPodRunsTheMoverOverTheFoldersOfItsClaims() throws Exception {
    create(SampleObjects.repositorySecret());
    create(SampleObjects.claim("repo", StorageStandIn.CLASS));
    Files.writeString(boundFolder("data").resolve("note"), "content");

    create(SampleObjects.moverJob("mover"));

    soon()
        .until(
            () ->
                job("mover").getStatus().getConditions().stream()
                    .anyMatch(it -> it.getType().equals("Complete")));
    assertThat(pod().getStatus().getPhase()).isEqualTo("Succeeded");
    var container = pod().getStatus().getContainerStatuses().getFirst();
    var terminated = container.getState().getTerminated();
    assertThat(terminated.getExitCode()).isZero();
    assertThat(terminated.getReason()).isEqualTo("Completed");
    assertThat(terminated.getMessage()).contains("\"success\":true", "\"snapshot\":");
    var logs = cluster.client().pods().resource(pod());
    assertThat(logs.getLog()).contains("=== Starting backup ===");
    assertThat(logs.tailingLines(1).getLog().strip().lines()).hasSize(1);
    Restic.at(folderOf("repo").toString(), SampleObjects.PASSWORD).run("check", "--read-data");
    assertRunIsRecordedWithoutSecrets();
  }

  private void assertRunIsRecordedWithoutSecrets() {
    assertThat(cluster.node().runs())
        .filteredOn(it -> it.namespace().equals(namespace))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.args()).containsExactly("backup");
              assertThat(run.env()).containsEntry("DATA_DIR", "/data");
              assertThat(run.env()).containsEntry("RESTIC_PASSWORD", "(secret)");
              assertThat(run.env()).doesNotContainKey("AWS_SESSION_TOKEN");
            });
  }

  @Test
  void aClaimFromASnapshotHasItsFiles() throws Exception {
    var folder = boundFolder("data");
    Files.writeString(folder.resolve("note"), "before");

    cluster.storage().snapshotDelay(Duration.ofSeconds(1));
    create(SampleObjects.snapshot("image", "data"));
    soon().until(() -> ofSnapshot("creationTime") != null);
    assertThat(this.<Boolean>ofSnapshot("readyToUse")).isFalse();
    create(SampleObjects.claimFrom("image", "copy", "2Gi"));
    create(SampleObjects.claimFrom("image", "small", "1Mi"));

    awaitBound("copy");
    Files.writeString(folder.resolve("note"), "after");
    assertThat(folderOf("copy").resolve("note")).hasContent("before");
    assertThat(this.<String>ofSnapshot("restoreSize")).isEqualTo("1Gi");
    soon().until(() -> warnings("small").contains("requested volume size 1Mi is less than"));
    assertThat(claim("small").getStatus().getPhase()).isEqualTo("Pending");
  }

  @Test
  void aSnapshotTakesItsTimeOrFails() throws Exception {
    boundFolder("data");
    cluster.storage().snapshotsFail("the array is on fire");
    create(SampleObjects.snapshot("image", "data"));
    soon().until(() -> "the array is on fire".equals(ofSnapshot("error", "message")));

    cluster.storage().snapshotsNeverReady(true);
    cluster.storage().snapshotsFail(null);
    soon().until(() -> ofSnapshot("boundVolumeSnapshotContentName") != null);
    assertThat(this.<Boolean>ofSnapshot("readyToUse")).isFalse();

    cluster.storage().snapshotsNeverReady(false);
    soon().until(() -> this.<Boolean>ofSnapshot("readyToUse"));
  }

  @Test
  void aVolumeThatWaitsForAPodIsMadeForIt() throws Exception {
    create(SampleObjects.repositorySecret());
    create(SampleObjects.claim("repo", StorageStandIn.WAITING_CLASS));
    create(SampleObjects.claim("data", StorageStandIn.WAITING_CLASS));
    soon().until(() -> !eventsOf("data").isEmpty());
    assertThat(eventsOf("data")).contains("WaitForFirstConsumer");

    create(SampleObjects.moverJob("mover"));

    soon().until(() -> job("mover").getStatus().getSucceeded() != null);
    assertThat(claim("data").getStatus().getPhase()).isEqualTo("Bound");
  }

  @Test
  void whatAnOwnerLeavesIsCollected() throws Exception {
    var owner =
        create(new ConfigMapBuilder().withNewMetadata().withName("o").endMetadata().build());
    var reference =
        new OwnerReferenceBuilder()
            .withApiVersion("v1")
            .withKind("ConfigMap")
            .withName("o")
            .withUid(owner.getMetadata().getUid())
            .build();
    create(
        new PersistentVolumeClaimBuilder(SampleObjects.claim("data", StorageStandIn.CLASS))
            .editMetadata()
            .withOwnerReferences(reference)
            .endMetadata()
            .build());
    awaitBound("data");
    var folder = folderOf("data");

    cluster.client().resource(owner).delete();

    soon().until(() -> claim("data") == null);
    soon().until(() -> Files.notExists(folder));
  }

  @Test
  void aVolumeIsHandedOverToAnotherClaim() throws Exception {
    Files.writeString(boundFolder("prime").resolve("note"), "content");
    var volume = claim("prime").getSpec().getVolumeName();
    var wanted = create(SampleObjects.claimFromPopulator("app"));

    handOver(volume, wanted);

    awaitBound("app");
    soon().until(() -> claim("prime").getStatus().getPhase().equals("Lost"));
    assertThat(claim("app").getSpec().getVolumeName()).isEqualTo(volume);
    cluster.client().resource(claim("prime")).delete();
    soon().until(() -> claim("prime") == null);
    assertThat(folderOf("app").resolve("note")).hasContent("content");
  }

  /** As populators do it. */
  private static void handOver(String volume, PersistentVolumeClaim claim) {
    var metadata = claim.getMetadata();
    var reference =
        new ObjectReferenceBuilder()
            .withApiVersion("v1")
            .withKind("PersistentVolumeClaim")
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .withResourceVersion(metadata.getResourceVersion())
            .build();
    cluster
        .client()
        .persistentVolumes()
        .withName(volume)
        .edit(
            it ->
                new PersistentVolumeBuilder(it)
                    .editSpec()
                    .withClaimRef(reference)
                    .endSpec()
                    .build());
  }

  @Test
  void aClaimWaitsWhileNoVolumeCanBeMade() {
    cluster.storage().provisioningFails("the pool is full");
    create(SampleObjects.claim("data", StorageStandIn.CLASS));
    soon().until(() -> warnings("data").contains("the pool is full"));

    cluster.storage().provisioningFails(null);

    awaitBound("data");
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }

  private <T extends HasMetadata> T create(T object) {
    return cluster.client().resource(object).inNamespace(namespace).create();
  }

  private Path boundFolder(String claim) throws IOException {
    create(SampleObjects.claim(claim, StorageStandIn.CLASS));
    awaitBound(claim);
    return folderOf(claim);
  }

  private void awaitBound(String claim) {
    soon().until(() -> claim(claim).getStatus().getPhase().equals("Bound"));
  }

  private Path folderOf(String claim) {
    return cluster.storage().folderOf(namespace, claim);
  }

  private PersistentVolumeClaim claim(String name) {
    return cluster.client().persistentVolumeClaims().inNamespace(namespace).withName(name).get();
  }

  private Job job(String name) {
    return cluster.client().batch().v1().jobs().inNamespace(namespace).withName(name).get();
  }

  private Pod pod() {
    return cluster.client().pods().inNamespace(namespace).list().getItems().getFirst();
  }

  private <T> T ofSnapshot(String... path) {
    var snapshot =
        cluster
            .client()
            .genericKubernetesResources(Snapshotter.SNAPSHOTS)
            .inNamespace(namespace)
            .withName("image")
            .get();
    return snapshot.get(Stream.concat(Stream.of("status"), Stream.of(path)).toArray());
  }

  private String warnings(String claim) {
    return events(claim, "Warning");
  }

  private String eventsOf(String claim) {
    return events(claim, "Normal");
  }

  private String events(String claim, String type) {
    return cluster.client().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(it -> it.getInvolvedObject().getName().equals(claim))
        .filter(it -> it.getType().equals(type))
        .map(it -> it.getReason() + ": " + it.getMessage() + "\n")
        .reduce("", String::concat);
  }
}
