package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.Program;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

      interrupt(process);

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(BY_SIGNAL);
      assertThat(hasLock(repository)).isFalse();
      assertThat(Files.readString(folder.resolve("errors"))).contains("cleaning up");
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(Path repository, String... words) throws IOException {
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "caravan.Main"));
    command.addAll(List.of(words));
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("output").toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().put("RESTIC_REPOSITORY", repository.toString());
    builder.environment().put("RESTIC_PASSWORD", "secret");
    builder.environment().put("RESTIC_CACHE_DIR", folder.resolve("cache").toString());
    return builder.start();
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
  }

  private static boolean hasLock(Path repository) throws IOException {
    try (var locks = Files.list(repository.resolve("locks"))) {
      return locks.anyMatch(lock -> !lock.toString().contains("-tmp-"));
    }
  }
}
