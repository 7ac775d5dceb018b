package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.FaultProxy;
import caravan.components.FaultProxy.Call;
import caravan.components.FaultProxy.Fate;
import caravan.restic.InvalidInput;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An operator that dies at any write of a run, before or after the server took it: the next one
 * ends the run as if nothing had happened.
 */
class OperatorKilledIT {
  private static final int MOST_LIVES = 60;
  private static OperatorBench bench;

  /** Severs the operator from its API server at one write, for good. */
  private static final class Death implements FaultProxy.Rule {
    private final int write;
    private final boolean reachesServer;
    private final Set<String> applied;
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicBoolean dead = new AtomicBoolean();

    Death(int write, boolean reachesServer, Set<String> applied) {
      this.applied = applied;
      this.write = write;
      this.reachesServer = reachesServer;
    }

    @Override
    public synchronized Fate of(Call call) {
      if (dead.get()) {
        return new Fate.Cut(false);
      }
      if (isOfRun(call) && writes.incrementAndGet() == write) {
        dead.set(true);
        return new Fate.Cut(reachesServer);
      }
      return new Fate.Passes();
    }

    /** What every operator applies anew is a write of the run the first time only. */
    private boolean isOfRun(Call call) {
      if (call.method().equals("PATCH") && !applied.add(call.path())) {
        return false;
      }
      return call.isWrite()
          && !call.isLease()
          && !call.path().contains("/events")
          && !call.path().contains("/volumepopulators");
    }

    boolean hasCome() {
      return dead.get();
    }
  }

  @BeforeAll
  static void start() {
    bench = OperatorBench.withoutOperator();
    bench.retries(0);
    bench.set("camel.main.shutdownTimeout", "1");
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false"})
  void aBackupEndsWellHoweverOftenTheOperatorDies(int write, boolean reachesServer)
      throws Exception {
    var site = site();
    var after = new Aftermath(bench, site);
    site.source("app", "first", "copyMethod: Snapshot");

    int lives = livesUntil(() -> isSynced(site, Site.SOURCE, "app"), write, reachesServer);

    assertThat(lives).isBetween(4, MOST_LIVES - 1);
    assertThat(after.movers("volsync-src-app")).isEqualTo(1);
    assertThat(after.leftovers()).isEmpty();
    assertThat(site.restic().run("snapshots", "--json").text().split("short_id")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false"})
  void aRestoreAndItsClaimEndWellHoweverOftenTheOperatorDies(int write, boolean reachesServer)
      throws Exception {
    var site = backedUp();
    var after = new Aftermath(bench, site);
    restore(site);

    int lives = livesUntil(() -> isRestored(site, after), write, reachesServer);

    assertThat(lives).isBetween(4, MOST_LIVES - 1);
    assertThat(after.movers("volsync-dst-app-dst")).isEqualTo(1);
    assertThat(after.leftovers()).containsExactly("VolumeSnapshot/" + after.latestImage("app-dst"));
    assertThat(site.folder("again").resolve("note")).hasContent("kept");
  }

  /** One operator after the other, each dying at its n-th write, until one has nothing to do. */
  private static int livesUntil(Callable<Boolean> end, int write, boolean reachesServer) {
    var applied = new HashSet<String>();
    int lives = 0;
    Death death;
    do {
      death = new Death(write, reachesServer, applied);
      live(death, end);
      lives++;
    } while (death.hasCome() && lives < MOST_LIVES);
    return lives;
  }

  private static void live(Death death, Callable<Boolean> end) {
    bench.proxy().rule(death);
    try {
      bench.startOperator();
    } catch (InvalidInput e) {
      assertThat(death.hasCome()).as(e.getMessage()).isTrue();
    }
    Site.soon().until(() -> death.hasCome() || end.call());
    bench.stopOperator();
  }

  private static boolean isSynced(Site site, String kind, String name) {
    return "first".equals(site.<String>status(kind, name, "lastManualSync"))
        && site.condition(kind, name, "Synchronizing").equals("False/WaitingForManual");
  }

  private static boolean isRestored(Site site, Aftermath after) {
    return isSynced(site, Site.DESTINATION, "app-dst")
        && site.claimNamed("again").orElseThrow().getStatus().getPhase().equals("Bound")
        && after.leftovers().size() == 1;
  }

  private static Site site() throws Exception {
    var site = bench.site();
    site.claim("data");
    Files.writeString(site.folder("data").resolve("note"), "kept");
    return site;
  }

  private static Site backedUp() throws Exception {
    var site = site();
    site.source("app", "first", "copyMethod: Direct");
    bench.proxy().rule(FaultProxy.NO_FAULTS);
    bench.startOperator();
    site.awaitSynced(Site.SOURCE, "app", "first");
    bench.stopOperator();
    return site;
  }

  private static void restore(Site site) {
    site.destination(
        "app-dst",
        "first",
        "copyMethod: Snapshot",
        "capacity: 1Gi",
        "accessModes: [ReadWriteOnce]",
        "cleanupTempPVC: true",
        "storageClassName: folders",
        "volumeSnapshotClassName: folders");
    site.apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: again}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: folders
          resources: {requests: {storage: 1Gi}}
          dataSourceRef: {apiGroup: volsync.backube, kind: ReplicationDestination, name: app-dst}
        """);
  }
}
