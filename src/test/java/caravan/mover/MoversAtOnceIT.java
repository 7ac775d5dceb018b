package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Two movers begin in the same moment with one repository, where nothing is yet. */
class MoversAtOnceIT {
  @TempDir private Path folder;

  @RepeatedTest(3)
  void loseNothingOfWhatTheyReportAndTheNextRunNeedsNoHand() throws Exception {
    var repository = folder.resolve("repository").toString();
    var start = new CyclicBarrier(2);
    var one = volume("one");
    var two = volume("two");

    var atOnce = bothOf(List.of(backup(repository, start, one), backup(repository, start, two)));
    // Of two that make a repository at once both may give way to the other.
    var afterwards = new ArrayList<MoverResult>();
    for (var volume : List.of(one, two)) {
      afterwards.add(backup(repository, new CyclicBarrier(1), volume).call());
    }

    assertThat(atOnce).allMatch(it -> List.of(0, 1, 11).contains(it.exitCode()));
    assertThat(afterwards).extracting(MoverResult::failure).containsOnlyNulls();
    var restic = Restic.at(repository, MoverBench.PASSWORD);
    restic.run("check", "--read-data");
    var listed = restic.run("list", "snapshots", "-q").text();
    assertThat(Stream.concat(atOnce.stream(), afterwards.stream()))
        .extracting(MoverResult::snapshot)
        .allMatch(id -> id == null || listed.contains(id.toString()));
    assertThat(restic.run("list", "keys", "-q").text().lines()).hasSize(1);
    assertThat(Path.of(repository, "locks")).isEmptyDirectory();
  }

  private static List<MoverResult> bothOf(List<Callable<MoverResult>> runs) throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      var results = new ArrayList<MoverResult>();
      for (var run : threads.invokeAll(runs)) {
        results.add(run.get());
      }
      return results;
    }
  }

  private Path volume(String name) throws IOException {
    var volume = Files.createDirectories(folder.resolve(name));
    var content = new byte[1 << 20];
    new Random(name.hashCode()).nextBytes(content);
    Files.write(volume.resolve("file"), content);
    return volume;
  }

  private static Callable<MoverResult> backup(String repository, CyclicBarrier start, Path volume) {
    return () -> {
      try (var mover = new MoverBench(repository, Map.of())) {
        start.await();
        return mover.run(volume, "backup");
      }
    };
  }
}
