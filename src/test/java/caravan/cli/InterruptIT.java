package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.Program;
import caravan.ProgramProcess;
import caravan.restic.repository.Repositories;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is told to end gives its lock back. */
class InterruptIT {
  private static final long HUGE_BYTES = 1L << 40;
  private static final int BY_SIGNAL = 130;
  @TempDir Path folder;

  @Test
  void endsWithoutALockAndWithTheSignalsExitCode() throws IOException, InterruptedException {
    var repository = folder.resolve("repository");
    Program.at(repository.toString(), "secret").run("init");
    try (var file = new RandomAccessFile(folder.resolve("huge").toFile(), "rw")) {
      file.setLength(HUGE_BYTES); // a hole: nothing on disk, a day's work to read
    }
    var process = start(repository, "backup", folder.resolve("huge").toString());
    try {
      Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> hasLock(repository));

      ProgramProcess.signal(process, "INT");

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(BY_SIGNAL);
      assertThat(hasLock(repository)).isFalse();
      assertThat(Files.readString(folder.resolve("errors"))).contains("cleaning up");
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(Path repository, String... words) throws IOException {
    var environment =
        Map.of(
            "RESTIC_REPOSITORY", repository.toString(),
            "RESTIC_PASSWORD", "secret",
            "RESTIC_CACHE_DIR", folder.resolve("cache").toString());
    return ProgramProcess.start(folder, environment, words);
  }

  private static boolean hasLock(Path repository) throws IOException {
    return Repositories.locks(repository) > 0;
  }
}
