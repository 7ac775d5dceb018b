package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Two movers begin in the same moment with one repository, where nothing is yet. */
class MoversAtOnceIT {
  @TempDir private Path folder;

  @RepeatedTest(3)
  void loseNothingOfWhatTheyReportAsSaved() throws Exception {
    var repository = folder.resolve("repository").toString();
    var start = new CyclicBarrier(2);

    List<MoverResult> results;
    try (var threads = Executors.newFixedThreadPool(2)) {
      var runs =
          threads.invokeAll(
              List.of(backup(repository, start, "one"), backup(repository, start, "two")));
      results = List.of(runs.get(0).get(), runs.get(1).get());
    }

    var restic = Restic.at(repository, MoverBench.PASSWORD);
    restic.run("check", "--read-data");
    var listed = restic.run("list", "snapshots", "-q").text();
    for (var result : results) {
      assertThat(result.exitCode()).as("%s", result.failure()).isIn(0, 1, 11);
      if (result.snapshot() != null) {
        assertThat(listed).contains(result.snapshot().toString());
      }
    }
    assertThat(results).anyMatch(it -> it.snapshot() != null);
    assertThat(Path.of(repository, "locks")).isEmptyDirectory();
  }

  private Callable<MoverResult> backup(String repository, CyclicBarrier start, String name)
      throws Exception {
    var volume = Files.createDirectories(folder.resolve(name));
    var content = new byte[1 << 20];
    new Random(name.hashCode()).nextBytes(content);
    Files.write(volume.resolve("file"), content);
    return () -> {
      try (var mover = new MoverBench(repository, Map.of())) {
        start.await();
        return mover.run(volume, "backup");
      }
    };
  }
}
