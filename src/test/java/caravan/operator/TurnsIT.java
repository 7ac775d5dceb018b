package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.NodeStandIn;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who runs a mover when several want to. */
class TurnsIT {
  private static OperatorBench bench;
  private static Watch watch;
  private static final Intervals MOVERS = new Intervals();

  @BeforeAll
  static void start() {
    bench = OperatorBench.start();
    watch = bench.client().pods().inAnyNamespace().watch(MOVERS);
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      watch.close();
      bench.close();
    }
  }

  /** When the containers of pods ran. */
  private static final class Intervals implements Watcher<Pod> {
    private final Map<String, Instant[]> byPod = new ConcurrentHashMap<>();

    @Override
    public void eventReceived(Action action, Pod pod) {
      for (var container : pod.getStatus().getContainerStatuses()) {
        var ended = container.getState().getTerminated();
        if (ended != null && ended.getStartedAt() != null) {
          byPod.put(
              pod.getMetadata().getName(),
              new Instant[] {
                Instant.parse(ended.getStartedAt()), Instant.parse(ended.getFinishedAt())
              });
        }
      }
    }

    @Override
    public void onClose(WatcherException cause) {}

    /** Whether no two of them ran in the same moment, by clocks that count seconds. */
    void assertOneAfterTheOther(List<NodeStandIn.Run> runs) {
      var times =
          runs.stream()
              .map(run -> byPod.get(run.pod()))
              .sorted((a, b) -> a[0].compareTo(b[0]))
              .toList();
      for (int i = 1; i < times.size(); i++) {
        assertThat(times.get(i)[0]).isAfterOrEqualTo(times.get(i - 1)[1]);
      }
    }
  }

  private static Site site() throws IOException {
    var site = bench.site();
    site.claim("data");
    var data = site.folder("data");
    Files.writeString(data.resolve("note"), "kept");
    try (var file = new RandomAccessFile(data.resolve("hole").toFile(), "rw")) {
      file.setLength(1L << 30); // nothing on disk, a while to read
    }
    return site;
  }

  private static void backUp(Site site, String name, String manual) {
    site.source(name, manual, "copyMethod: Clone", "storageClassName: folders");
  }

  @Test
  void theMoversOfOneRepositoryRunOneAfterTheOtherAndRestoresFirst() throws IOException {
    var site = site();
    var runs = new Runs(bench, site);
    backUp(site, "one", "first");
    runs.awaitServed(Site.SOURCE, "one", "first");
    site.claim("target");

    backUp(site, "one", "second");
    backUp(site, "two", "second");
    backUp(site, "three", "second");
    site.destination("dst", "second", "copyMethod: Direct", "destinationPVC: target");
    for (var source : List.of("one", "two", "three")) {
      runs.awaitServed(Site.SOURCE, source, "second");
    }
    runs.awaitServed(Site.DESTINATION, "dst", "second");

    var movers = runs.of("");
    assertThat(movers).hasSize(5);
    MOVERS.assertOneAfterTheOther(movers);
    assertThat(movers.subList(1, 3)).anyMatch(it -> it.pod().startsWith("volsync-dst-dst"));
    site.restic().run("check", "--read-data");
  }

  @Test
  void noMoreBackupsRunAtOnceThanAllowed() throws IOException {
    bench.stopOperator();
    bench.mostBackups(1);
    bench.startOperator();
    var one = site();
    var other = site();

    backUp(one, "app", "first");
    backUp(other, "app", "first");
    new Runs(bench, one).awaitServed(Site.SOURCE, "app", "first");
    new Runs(bench, other).awaitServed(Site.SOURCE, "app", "first");

    var movers =
        bench.cluster().node().runs().stream()
            .filter(it -> List.of(one.namespace(), other.namespace()).contains(it.namespace()))
            .toList();
    assertThat(movers).hasSize(2);
    MOVERS.assertOneAfterTheOther(movers);
  }
}
