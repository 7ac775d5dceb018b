package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.FaultProxy;
import caravan.components.FaultProxy.Call;
import caravan.components.FaultProxy.Fate;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server that fails in every way it can: a run ends well all the same, and only once. */
@ExtendWith(OperatorExtension.class)
class ApiFaultsIT {
  private static OperatorBench bench;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @AfterEach
  void mend() {
    bench.proxy().rule(FaultProxy.NO_FAULTS);
  }

  @ParameterizedTest
  @CsvSource({"409, Conflict", "429, TooManyRequests", "500, InternalError"})
  void everyThirdWriteIsRefused(int status, String reason) throws Exception {
    var count = new AtomicInteger();
    bench.proxy().rule(call -> isNth(call, count) ? new Fate.Refused(status, reason) : passes());

    assertRunsEndWell();

    assertThat(count).hasValueGreaterThan(6);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyThirdWriteBreaksItsConnection(boolean reachesServer) throws Exception {
    var count = new AtomicInteger();
    bench.proxy().rule(call -> isNth(call, count) ? new Fate.Cut(reachesServer) : passes());

    assertRunsEndWell();
  }

  @Test
  void everyCallIsSlow() throws Exception {
    bench.proxy().rule(call -> new Fate.Late(call.isWatch() ? 0 : 700));

    assertRunsEndWell();
  }

  @Test
  void watchesAreCutAgainAndAgain() throws Exception {
    bench
        .proxy()
        .rule(
            call -> {
              if (call.isWrite()) {
                bench.proxy().cutWatches();
              }
              return passes();
            });

    assertRunsEndWell();
  }

  @Test
  void watchesAreTooOldToGoOn() throws Exception {
    var count = new AtomicInteger();
    bench.proxy().cutWatches();
    bench
        .proxy()
        .rule(
            call ->
                call.isWatch() && count.incrementAndGet() <= 12
                    ? new Fate.Refused(410, "Expired")
                    : passes());

    assertRunsEndWell();
  }

  @Test
  void theApiServerIsRestartedInTheMiddle() throws Exception {
    var site = site();
    site.source("app", "first", "copyMethod: Snapshot");
    var after = new Aftermath(bench, site);
    Site.soon().until(() -> after.movers("volsync-src-app") == 1);

    bench.cluster().api().stopServer();
    bench.cluster().api().startServer();

    assertBackedUp(site);
  }

  private static boolean isNth(Call call, AtomicInteger count) {
    return call.isWrite() && count.incrementAndGet() % 3 == 0;
  }

  private static Fate passes() {
    return new Fate.Passes();
  }

  private static Site site() throws Exception {
    var site = bench.site();
    site.claim("data");
    Files.writeString(site.folder("data").resolve("note"), "kept");
    return site;
  }

  private static void assertRunsEndWell() throws Exception {
    var site = site();
    site.source("app", "first", "copyMethod: Snapshot");
    assertBackedUp(site);
    site.destination(
        "app-dst",
        "first",
        "copyMethod: Snapshot",
        "capacity: 1Gi",
        "accessModes: [ReadWriteOnce]",
        "cleanupTempPVC: true",
        "storageClassName: folders",
        "volumeSnapshotClassName: folders");

    site.awaitSynced(Site.DESTINATION, "app-dst", "first");

    var after = new Aftermath(bench, site);
    assertThat(site.condition(Site.DESTINATION, "app-dst", "Healthy")).isEqualTo("True/Succeeded");
    assertThat(after.movers("volsync-dst-app-dst")).isEqualTo(1);
    after.assertNothingIsLeftBut("VolumeSnapshot/" + after.latestImage("app-dst"));
  }

  private static void assertBackedUp(Site site) {
    site.awaitSynced(Site.SOURCE, "app", "first");
    var after = new Aftermath(bench, site);
    assertThat(site.condition(Site.SOURCE, "app", "Healthy")).isEqualTo("True/Succeeded");
    assertThat(after.movers("volsync-src-app")).isEqualTo(1);
    after.assertNothingIsLeftBut();
  }
}
