package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code caravan local} as a process of its own, killed in the middle of a backup. */
class KilledRunIT {
  private static final int BIG_BYTES = 200 << 20;

  @TempDir Path folder;

  @Test
  void aKilledRunIsTakenUpAgainAndItsLockIsNoObstacle() throws Exception {
    var world = new LocalWorld(folder);
    fill(Files.createDirectory(world.volume("app")).resolve("big"));
    world.manifest(
        "app.yaml",
        world.secret("hourly", "open sesame"),
        LocalWorld.source("app", "hourly", "0 * * * *"));

    killAt("Starting backup");
    var locks = Files.list(world.repository("hourly").resolve("locks"));
    long leftLocks = locks.count();
    locks.close();
    var finished = start();
    var log = log(finished);

    assertThat(finished.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(finished.exitValue()).as(log).isZero();
    assertThat(leftLocks).isEqualTo(1);
    assertThat(log).contains("successfully removed 1 locks");
    assertThat(world.snapshots("hourly")).isEqualTo(1);
    assertThat(world.workFolders("copies")).isEmpty();
    assertThat(world.repository("hourly").resolve("locks")).isEmptyDirectory();
    assertThat(world.statusText("replicationsource", "app")).contains("WaitingForSchedule");
  }

  private static void fill(Path file) throws IOException {
    var random = new Random(1);
    var piece = new byte[1 << 20];
    try (var out = Files.newOutputStream(file)) {
      for (int written = 0; written < BIG_BYTES; written += piece.length) {
        random.nextBytes(piece);
        out.write(piece);
      }
    }
  }

  /** The process ends as by {@code kill -9} when it says this. */
  private void killAt(String words) throws Exception {
    var process = start();
    try (var lines = lines(process)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(words)) {
          break;
        }
      }
      process.destroyForcibly();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private static String log(Process process) throws IOException {
    try (var lines = lines(process)) {
      return String.join("\n", lines.lines().toList());
    }
  }

  private static BufferedReader lines(Process process) {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  private Process start() throws IOException {
    var command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", classPath(), "caravan.Main", "local", "--once"));
    command.addAll(List.of("--manifests", folder.resolve("manifests").toString()));
    command.addAll(List.of("--volumes", folder.resolve("volumes").toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
