package caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import caravan.components.Restic;
import caravan.restic.repository.Repositories;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code caravan local} as a process of its own, ended in the middle of a backup. */
class EndedRunIT {
  private static final long HUGE_BYTES = 1L << 40;

  /** What Docker gives a container between SIGTERM and SIGKILL. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final int BY_SIGTERM = 143;

  @TempDir private Path folder;
  private LocalWorld world;
  private Path huge;
  private Process process;

  @BeforeEach
  void prepare() throws IOException {
    world = new LocalWorld(folder);
    huge = Files.createDirectory(world.volume("app")).resolve("huge");
    Files.writeString(world.volume("app").resolve("note"), "content");
    world.manifest(
        "app.yaml",
        world.secret("hourly", "open sesame"),
        LocalWorld.source("app", "hourly", "0 * * * *").replace("Snapshot", "Direct"));
    try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(HUGE_BYTES); // a hole: nothing on disk, a day's work to read
    }
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  @Test
  void aKilledRunIsTakenUpAgainAndItsLockIsNoObstacle() throws Exception {
    startABackup();
    process.destroyForcibly().waitFor();
    assertThat(locks()).isEqualTo(1);

    var log = runWithoutTheHugeFile();

    assertThat(log).contains("successfully removed 1 locks");
    assertThat(locks()).isZero();
  }

  @Test
  void aRunThatIsToldToEndDoesSoInTimeAndLeavesNoLock() throws Exception {
    startABackup();

    ProgramProcess.signal(process, "TERM");

    assertThat(process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)).as("ended in time").isTrue();
    assertThat(process.exitValue()).isEqualTo(BY_SIGTERM);
    assertThat(locks()).isZero();
    runWithoutTheHugeFile();
  }

  private void startABackup() throws Exception {
    process = start();
    await().atMost(Duration.ofMinutes(1)).until(() -> locks() == 1);
  }

  /** The next run finds nothing in its way and saves what there is. */
  private String runWithoutTheHugeFile() throws Exception {
    Files.delete(huge);
    process = start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    var log = Files.readString(folder.resolve("errors"));
    assertThat(process.exitValue()).as(log).isZero();
    assertThat(world.snapshots("hourly")).isEqualTo(1);
    assertThat(world.statusText("replicationsource", "app")).contains("WaitingForSchedule");
    Restic.at(world.repository("hourly").toString(), "open sesame").run("check", "--read-data");
    return log;
  }

  private Process start() throws IOException {
    return ProgramProcess.start(
        folder,
        Map.of(),
        "local",
        "--once",
        "--manifests",
        folder.resolve("manifests").toString(),
        "--volumes",
        folder.resolve("volumes").toString());
  }

  private long locks() throws IOException {
    return Repositories.locks(world.repository("hourly"));
  }
}
