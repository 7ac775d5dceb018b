package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.ShiftedClock;
import caravan.components.StorageStandIn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Storage that does not do what it is asked for: it is named, waited for, and made use of. */
class VolumeFaultsIT {
  private static final String MOVER = "volsync-src-app";
  private static final ShiftedClock CLOCK = ShiftedClock.right();

  /** More than it takes until somebody is told of a claim without a volume. */
  private static final Duration THREE_MINUTES = Duration.ofMinutes(3);

  private static OperatorBench bench;
  private Site site;
  private Runs runs;

  @BeforeAll
  static void start() {
    bench = OperatorBench.withoutOperator();
    bench.clock(CLOCK);
    bench.startOperator();
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @BeforeEach
  void makeVolume() throws Exception {
    site = bench.siteWithNote("kept");
    runs = new Runs(bench, site);
    site.folder("repo");
  }

  @AfterEach
  void mend() {
    storage().snapshotControllerDead(false);
    storage().provisioningFails(null);
  }

  private static StorageStandIn storage() {
    return bench.cluster().storage();
  }

  private void backUp() {
    site.source("app", "first", "copyMethod: Snapshot", "volumeSnapshotClassName: folders");
  }

  private void restore(String manual) {
    site.destination(
        "dst",
        manual,
        "copyMethod: Snapshot",
        "capacity: 1Gi",
        "accessModes: [ReadWriteOnce]",
        "storageClassName: folders",
        "volumeSnapshotClassName: folders");
  }

  private void proveOneGoodBackup() {
    site.restic().run("check", "--read-data");
    assertThat(site.restic().run("snapshots", "--json").text().split("short_id")).hasSize(2);
  }

  @Test
  void aCopyThatNeverGetsAVolumeIsNamedAndReadWhenItHasOne() {
    bench.stopOperator();
    bench.startOperator(); // one that has just compared its clock
    storage().provisioningFails("no room on the array");

    backUp();
    runs.awaitHealth(Site.SOURCE, "app", "False/VolumeNotBound");
    CLOCK.shift(THREE_MINUTES);

    runs.awaitEvent("app", "PersistentVolumeClaimNotBound");
    assertThat(runs.healthMessage(Site.SOURCE, "app")).contains("kubectl describe pvc volsync-");
    assertThat(runs.failures(Site.SOURCE, "app")).isZero();
    storage().provisioningFails(null);
    runs.awaitServed(Site.SOURCE, "app", "first");
    assertThat(runs.of(MOVER)).hasSize(1);
    proveOneGoodBackup();
  }

  @Test
  void aDeadSnapshotControllerIsWaitedForAndTheLastImageStays() {
    backUp();
    runs.awaitServed(Site.SOURCE, "app", "first");
    restore("first");
    runs.awaitServed(Site.DESTINATION, "dst", "first");
    var after = new Aftermath(bench, site);
    var image = after.latestImage("dst");

    storage().snapshotControllerDead(true);
    site.source("app", "second", "copyMethod: Snapshot", "volumeSnapshotClassName: folders");
    restore("second");
    runs.awaitHealth(Site.SOURCE, "app", "False/SnapshotNotReady");
    runs.awaitHealth(Site.DESTINATION, "dst", "False/SnapshotNotReady");

    for (var name : List.of("app", "dst")) {
      runs.awaitEvent(name, "VolumeSnapshotNotBound");
    }
    assertThat(site.job(MOVER)).isEmpty();
    assertThat(after.latestImage("dst")).isEqualTo(image);
    storage().snapshotControllerDead(false);
    runs.awaitServed(Site.SOURCE, "app", "second");
    runs.awaitServed(Site.DESTINATION, "dst", "second");
    assertThat(runs.of(MOVER)).hasSize(2);
    assertThat(after.latestImage("dst")).isNotEqualTo(image);
  }
}
