package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Labels;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Destinations restore into a claim of their own or of the user's, and offer what came of it. */
class DestinationIT {
  private static OperatorBench bench;

  @BeforeAll
  static void start() {
    bench = OperatorBench.start();
    bench
        .client()
        .storage()
        .v1()
        .storageClasses()
        .withName("folders")
        .edit(
            it -> {
              it.setAllowVolumeExpansion(true);
              return it;
            });
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void aVolumeOfItsOwnIsOfferedAsASnapshotAndStaysWithItsCache() {
    var restores = RestoreSite.of(bench, "kept");
    restores.destination("dst", "once");

    restores.awaitRestored("dst", "once");

    assertThat(restores.note("volsync-dst-dest")).isEqualTo("kept");
    assertThat(restores.imageField("dst", "apiGroup")).isEqualTo("snapshot.storage.k8s.io");
    assertThat(restores.imageField("dst", "kind")).isEqualTo("VolumeSnapshot");
    assertThat(restores.image("dst")).startsWith("volsync-dst-dest-");
    assertThat(restores.snapshots()).containsExactly(restores.image("dst"));
    assertThat(restores.site().claimNamed("volsync-dst-dst-cache")).isPresent();
    assertThat(restores.site().job("volsync-dst-dst")).isEmpty();
    assertThat(restores.site().reasons("dst"))
        .contains("PersistentVolumeClaimCreated", "VolumeSnapshotCreated");
  }

  @Test
  void aVolumeOfItsOwnIsOfferedItself() {
    var restores = RestoreSite.of(bench, "kept");
    restores.directDestination("dst", "once");

    restores.awaitRestored("dst", "once");

    assertThat(restores.note("volsync-dst-dest")).isEqualTo("kept");
    assertThat(restores.imageField("dst", "kind")).isEqualTo("PersistentVolumeClaim");
    assertThat(restores.image("dst")).isEqualTo("volsync-dst-dest");
    assertThat(restores.snapshots()).isEmpty();
  }

  @Test
  void theClaimOfAUserIsRestoredIntoAndNeverRemoved() {
    var restores = RestoreSite.of(bench, "kept");
    restores.site().claim("mine");
    restores
        .site()
        .destination(
            "dst", "once", "copyMethod: Direct", "destinationPVC: mine", "cleanupTempPVC: true");

    restores.awaitRestored("dst", "once");

    assertThat(restores.note("mine")).isEqualTo("kept");
    assertThat(restores.image("dst")).isEqualTo("mine");
    var metadata = claim(restores, "mine").getMetadata();
    assertThat(metadata.getLabels()).doesNotContainKeys(Labels.CLEANUP, Labels.CREATED_BY);
    assertThat(metadata.getOwnerReferences()).isEmpty();
    restores.delete("dst");
    Site.soon().until(() -> restores.site().claimNamed("volsync-dst-dst-cache").isEmpty());
    assertThat(restores.site().claimNamed("mine")).isPresent();
  }

  @Test
  void theClaimOfAUserIsOfferedAsASnapshot() {
    var restores = RestoreSite.of(bench, "kept");
    restores.site().claim("mine");
    restores.site().destination("dst", "once", "copyMethod: Snapshot", "destinationPVC: mine");

    restores.awaitRestored("dst", "once");

    assertThat(restores.image("dst")).startsWith("mine-");
    assertThat(restores.snapshots()).containsExactly(restores.image("dst"));
  }

  @Test
  void aSecondRestoreOffersANewImageOfTheSameVolume() {
    var restores = RestoreSite.of(bench, "old");
    restores.destination("dst", "first");
    restores.awaitRestored("dst", "first");
    var first = restores.image("dst");
    var volume = claim(restores, "volsync-dst-dest").getMetadata().getUid();
    restores.backUp("new", "2026-02-01 10:00:00");

    restores.destination("dst", "second");
    restores.awaitRestored("dst", "second");

    assertThat(restores.image("dst")).isNotEqualTo(first);
    assertThat(restores.note("volsync-dst-dest")).isEqualTo("new");
    assertThat(claim(restores, "volsync-dst-dest").getMetadata().getUid()).isEqualTo(volume);
    Site.soon().until(() -> restores.snapshots().size() == 1);
    assertThat(restores.snapshots()).containsExactly(restores.image("dst"));
  }

  @Test
  void temporaryVolumesGoFromTheRunThatSaysSo() {
    var restores = RestoreSite.of(bench, "kept");
    restores.destination("dst", "first");
    restores.awaitRestored("dst", "first");
    assertThat(restores.site().claimNamed("volsync-dst-dest")).isPresent();

    restores.destination("dst", "second", "cleanupTempPVC: true", "cleanupCachePVC: true");
    restores.awaitRestored("dst", "second");

    Site.soon().until(() -> restores.site().claimNamed("volsync-dst-dest").isEmpty());
    Site.soon().until(() -> restores.site().claimNamed("volsync-dst-dst-cache").isEmpty());
    assertThat(restores.snapshot(restores.image("dst"))).isPresent();
  }

  @Test
  void aVolumeOfItsOwnGrowsAndNeverShrinks() {
    var restores = RestoreSite.of(bench, "kept");
    restores.directDestination("dst", "first");
    restores.awaitRestored("dst", "first");

    resize(restores, "second", "2Gi");
    assertThat(size(restores)).isEqualTo(new Quantity("2Gi"));

    resize(restores, "third", "1Gi");
    assertThat(size(restores)).isEqualTo(new Quantity("2Gi"));
  }

  private static void resize(RestoreSite restores, String manual, String capacity) {
    var site = restores.site();
    site.client()
        .resource(site.object(Site.DESTINATION, "dst"))
        .edit(
            it -> {
              Map<String, Object> restic = it.get("spec", "restic");
              restic.put("capacity", capacity);
              Map<String, Object> trigger = it.get("spec", "trigger");
              trigger.put("manual", manual);
              return it;
            });
    restores.awaitRestored("dst", manual);
  }

  private static Quantity size(RestoreSite restores) {
    return claim(restores, "volsync-dst-dest")
        .getSpec()
        .getResources()
        .getRequests()
        .get("storage");
  }

  @Test
  void aClaimOfSomebodyElseIsNotTakenForItsOwn() {
    var restores = RestoreSite.of(bench, "kept");
    restores.site().claim("volsync-dst-dest");
    restores.directDestination("dst", "once", "cleanupTempPVC: true");

    restores.awaitTrouble("dst", "was not made for this destination");

    assertThat(restores.site().folder("volsync-dst-dest")).isEmptyDirectory();
  }

  @Test
  void aVolumeThatWentBeforeItWasOfferedIsRestoredAgain() throws Exception {
    var restores = RestoreSite.of(bench, "kept");
    bench.cluster().storage().snapshotsFail("not now");
    try {
      restores.destination("dst", "once");
      restores.awaitTrouble("dst", "not now");
      restores.deleteClaim("volsync-dst-dest");
      restores.awaitTrouble("dst", "was removed before the restore");
    } finally {
      bench.cluster().storage().snapshotsFail(null);
    }

    restores.awaitRestored("dst", "once");

    restores.filledClaim("data", "dst");
    assertThat(restores.note("data")).isEqualTo("kept");
    assertThat(Files.exists(restores.site().folder("volsync-dst-dest").resolve("note"))).isTrue();
  }

  private static PersistentVolumeClaim claim(RestoreSite restores, String name) {
    return restores.site().claimNamed(name).orElseThrow();
  }
}
