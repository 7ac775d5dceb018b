package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Annotations;
import caravan.components.StorageStandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Claims that name a destination get their volumes from its image, or say what they wait for. */
@ExtendWith(OperatorExtension.class)
class PopulatorIT {
  private static final String MISSING = "VolSyncPopulatorReplicationDestinationMissing";
  private static final String NO_IMAGE = "VolSyncPopulatorReplicationDestinationNoLatestImage";
  private static OperatorBench bench;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @Test
  void aClaimThatIsThereFirstIsFilledWhenItsDestinationHasRestored() {
    var restores = RestoreSite.of(bench, "kept");
    restores.filledClaim("data", "dst");
    awaitReason(restores, "data", MISSING);

    restores.destination("dst", "once");

    assertThat(restores.note("data")).isEqualTo("kept");
    assertThat(restores.site().reasons("data"))
        .contains(NO_IMAGE, "VolSyncPopulatorPVCCreated")
        .doesNotContain("VolSyncPopulatorError");
  }

  @Test
  void theVolumeChangesHandsAndNothingOfTheWayIsLeft() {
    var restores = restored("kept");
    restores.filledClaim("data", "dst");
    assertThat(restores.note("data")).isEqualTo("kept");

    var claim = restores.site().claimNamed("data").orElseThrow();
    var volume =
        bench.client().persistentVolumes().withName(claim.getSpec().getVolumeName()).require();

    var image = restores.image("dst");
    assertThat(volume.getMetadata().getAnnotations())
        .containsEntry(Annotations.POPULATED_FROM, restores.site().namespace() + "/" + image);
    assertThat(volume.getSpec().getClaimRef().getUid()).isEqualTo(claim.getMetadata().getUid());
    Site.soon().until(() -> restores.prime("data").isEmpty());
    var snapshot = restores.snapshot(image).orElseThrow().getMetadata();
    assertThat(snapshot.getLabels().keySet()).noneMatch(it -> it.contains("volpop-pvc-"));
    assertThat(restores.site().reasons("data"))
        .containsOnlyOnce("VolSyncPopulatorPVCCreated", "VolSyncPopulatorFinished");
  }

  @Test
  void aClaimIsBoundWithinSecondsOfTheVolumeInItsPlace() {
    var restores = restored("kept");
    restores.filledClaim("data", "dst");
    var asked = Instant.now();

    restores.site().folder("data");
    Site.soon().until(() -> restores.prime("data").isEmpty());

    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void manyClaimsAreFilledFromOneDestination() {
    var restores = restored("kept");

    for (var name : List.of("one", "two", "three")) {
      restores.filledClaim(name, "dst");
    }

    assertThat(List.of("one", "two", "three"))
        .allSatisfy(it -> assertThat(restores.note(it)).isEqualTo("kept"));
  }

  @Test
  void whyADestinationFailsIsToldOnTheClaimAndAgainWhenItChanges() {
    var restores = RestoreSite.of(bench, "kept");
    restores.filledClaim("data", "dst");
    restores.destination("dst", "once", "previous: -1");
    restores.awaitNote("data", "spec.restic.previous is negative");

    restores.destination(
        "dst", "once", "restoreAsOf: '2025-01-01T00:00:00Z'", "onMissingSnapshot: Fail");
    restores.awaitNote("data", "no snapshot to restore");
    restores.destination("dst", "once");

    assertThat(restores.note("data")).isEqualTo("kept");
  }

  @Test
  void aClaimWhoseClassWaitsForAPodIsFilledOnTheNodeOfThatPod() {
    var restores = restored("kept");
    restores.filledClaim("data", "dst", "1Gi", StorageStandIn.WAITING_CLASS);
    restores.filledClaim("other", "dst");
    restores.site().folder("other");
    assertThat(restores.prime("data")).isEmpty();
    assertThat(restores.site().reasons("data")).noneMatch(it -> it.startsWith("VolSync"));

    annotate(restores, "data", "volume.kubernetes.io/selected-node", "node-1");

    Site.soon().until(() -> restores.prime("data").isPresent());
    assertThat(restores.prime("data").orElseThrow().getMetadata().getAnnotations())
        .containsEntry("volume.kubernetes.io/selected-node", "node-1");
    assertThat(restores.note("data")).isEqualTo("kept");
  }

  @Test
  void aClaimSmallerThanTheImageSaysHowMuchItNeedsAndALargerOneIsFilled() {
    var restores = restored("kept");
    restores.filledClaim("data", "dst", "512Mi", "folders");

    restores.awaitNote("data", "1Gi");
    assertThat(restores.prime("data")).isEmpty();
    assertThat(restores.site().reasons("data")).contains("VolSyncPopulatorError");

    restores.deleteClaim("data");
    Site.soon().until(() -> restores.site().claimNamed("data").isEmpty());
    restores.filledClaim("data", "dst", "2Gi", "folders");
    assertThat(restores.note("data")).isEqualTo("kept");
  }

  @Test
  void aClaimWaitsForItsStorageClassAndGoesOnWhenThatComes() {
    var restores = restored("kept");
    restores.filledClaim("data", "dst", "1Gi", "later");
    restores.awaitNote("data", "there is no StorageClass later");

    restores
        .site()
        .apply(
            """
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata: {name: later}
            provisioner: folders.test
            """);

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> restores.prime("data").isPresent());
    assertThat(restores.note("data")).isEqualTo("kept");
  }

  private static RestoreSite restored(String note) {
    var restores = RestoreSite.of(bench, note);
    restores.destination("dst", "once");
    restores.awaitRestored("dst", "once");
    return restores;
  }

  private static void annotate(RestoreSite restores, String claim, String key, String value) {
    var site = restores.site();
    site.client()
        .persistentVolumeClaims()
        .inNamespace(site.namespace())
        .withName(claim)
        .edit(
            it -> {
              it.getMetadata().getAnnotations().put(key, value);
              return it;
            });
  }

  private static void awaitReason(RestoreSite restores, String claim, String reason) {
    Site.soon().until(() -> restores.site().reasons(claim).contains(reason));
  }
}
