package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator whose clock is wrong by many minutes does as much, and is in no more haste. */
class ClockSkewIT {
  private static final String MOVER = "volsync-src-app";
  private static OperatorBench bench;
  private Site site;
  private Runs runs;

  @BeforeAll
  static void start() {
    bench = OperatorBench.withoutOperator();
    bench.patience(Duration.ofMinutes(10));
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
  }

  @AfterEach
  void mend() {
    bench.cluster().node().refuseScheduling(false);
    bench.stopOperator();
  }

  private static void startOperator(int minutesAhead) {
    bench.stopOperator();
    bench.clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutesAhead)));
    bench.startOperator();
  }

  private void backUp() {
    site.source("app", "first", "copyMethod: Snapshot", "volumeSnapshotClassName: folders");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, -20})
  void aRunIsAsPatientAsWithTheRightTime(int minutesAhead) {
    startOperator(minutesAhead);
    bench.cluster().node().refuseScheduling(true);

    backUp();
    runs.awaitHealth(Site.SOURCE, "app", "False/Unschedulable");

    assertThat(runs.failures(Site.SOURCE, "app")).isZero();
    bench.cluster().node().refuseScheduling(false);
    runs.awaitServed(Site.SOURCE, "app", "first");
    assertThat(runs.of(MOVER)).hasSize(1);
    assertThat(site.events("app"))
        .extracting(Event::getReason)
        .doesNotContain("VolumeSnapshotNotBound", "PersistentVolumeClaimNotBound");
    new Aftermath(bench, site).assertNothingIsLeftBut();
  }

  @Test
  void aRunThatAnotherClockBeganIsEndedOnce() throws Exception {
    startOperator(20);
    bench.cluster().node().refuseScheduling(true);
    backUp();
    Site.soon().until(() -> site.job(MOVER).isPresent());

    startOperator(-20);
    bench.cluster().node().refuseScheduling(false);

    runs.awaitServed(Site.SOURCE, "app", "first");
    assertThat(runs.of(MOVER)).hasSize(1);
    assertThat(site.<String>status(Site.SOURCE, "app", "lastSyncDuration")).doesNotContain("-");
    site.source("app", "second", "copyMethod: Snapshot", "volumeSnapshotClassName: folders");
    runs.awaitServed(Site.SOURCE, "app", "second");
    assertThat(runs.of(MOVER)).hasSize(2);
    new Aftermath(bench, site).assertNothingIsLeftBut();
  }
}
