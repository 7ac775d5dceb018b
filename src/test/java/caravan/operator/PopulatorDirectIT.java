package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster without snapshots: claims are filled by restores of their own. */
class PopulatorDirectIT {
  private static final String GROUP = "snapshot.storage.k8s.io";
  private static OperatorBench bench;

  @BeforeAll
  static void start() {
    bench = OperatorBench.start();
    bench.stopOperator();
    bench.client().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
        .filter(it -> it.getSpec().getGroup().equals(GROUP))
        .forEach(it -> bench.client().resource(it).delete());
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> bench.client().getApiGroup(GROUP) == null);
    bench.startOperator();
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void aClaimIsRestoredIntoItself() {
    var restores = RestoreSite.of(bench, "kept");
    restores.directDestination("dst", "once", "cleanupTempPVC: true", "cleanupCachePVC: true");
    restores.filledClaim("data", "dst");

    assertThat(restores.note("data")).isEqualTo("kept");

    restores.awaitRestored("dst", "once");
    Site.soon().until(() -> restores.prime("data").isEmpty());
    Site.soon().until(() -> restores.site().claimNamed("volsync-dst-dest").isEmpty());
    Site.soon().until(() -> restores.destinations().equals(List.of("dst")));
    assertThat(restores.site().reasons("data"))
        .contains("VolSyncPopulatorPVCCreated")
        .doesNotContain("VolSyncPopulatorError");
  }

  @Test
  void everyClaimGetsARestoreOfItsOwn() {
    var restores = RestoreSite.of(bench, "old");
    restores.directDestination("dst", "once");
    restores.filledClaim("one", "dst");
    assertThat(restores.note("one")).isEqualTo("old");
    restores.backUp("new", "2026-02-01 10:00:00");

    restores.filledClaim("two", "dst");

    assertThat(restores.note("two")).isEqualTo("new");
    assertThat(restores.note("one")).isEqualTo("old");
  }

  @Test
  void aRestoreThatFailsIsNeverHandedOverAndGoesOnWhenItIsMended() {
    var restores = RestoreSite.of(bench, "kept");
    restores.directDestination("dst", "once");
    restores.awaitRestored("dst", "once");
    restores.directDestination("dst", "once", "snapshot: abcdef12");
    restores.filledClaim("data", "dst");

    restores.awaitNote("data", "there is no snapshot abcdef12");
    assertThat(restores.site().claimNamed("data").orElseThrow().getSpec().getVolumeName()).isNull();

    restores.directDestination("dst", "once");
    assertThat(restores.note("data")).isEqualTo("kept");
  }

  @Test
  void anOperatorThatIsStartedAgainInTheMiddleFillsTheClaimOnce() {
    var restores = RestoreSite.of(bench, "kept");
    restores.directDestination("dst", "once");
    restores.awaitRestored("dst", "once");
    restores.filledClaim("data", "dst");

    Site.soon().until(() -> restores.destinations().size() == 2);
    bench.stopOperator();
    bench.startOperator();

    assertThat(restores.note("data")).isEqualTo("kept");
    Site.soon().until(() -> restores.prime("data").isEmpty());
    assertThat(restores.site().reasons("data"))
        .containsOnlyOnce("VolSyncPopulatorPVCCreated", "VolSyncPopulatorFinished");
  }

  @Test
  void aDestinationThatWantsASnapshotSaysThatThereAreNone() {
    var restores = RestoreSite.of(bench, "kept");
    restores.destination("dst", "once");

    restores.awaitTrouble("dst", "the cluster knows no VolumeSnapshots");

    assertThat(restores.site().claimNamed("volsync-dst-dest")).isEmpty();
  }

  @Test
  void aDestinationThatRestoresIntoTheClaimOfAUserFillsNoOther() {
    var restores = RestoreSite.of(bench, "kept");
    restores.site().claim("mine");
    restores.site().destination("dst", "once", "copyMethod: Direct", "destinationPVC: mine");
    restores.awaitRestored("dst", "once");
    restores.filledClaim("data", "dst");

    restores.awaitNote("data", "restores into a claim of yours");

    assertThat(restores.prime("data")).isEmpty();
  }
}
