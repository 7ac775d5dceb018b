package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.NodeStandIn;
import caravan.components.SmallDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What ends a mover badly is told apart, and over by itself once its cause is. */
@ExtendWith(OperatorExtension.class)
class AttemptsIT {
  private static final String MOVER = "volsync-src-app";
  private static OperatorBench bench;
  private Site site;
  private Runs runs;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @BeforeEach
  void makeVolume() throws IOException {
    site = bench.siteWithNote("kept");
    runs = new Runs(bench, site);
  }

  private static NodeStandIn node() {
    return bench.cluster().node();
  }

  private void backUp(String manual) {
    site.source("app", manual, "copyMethod: Direct");
  }

  private void password(String password) {
    site.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: repo}
        stringData: {RESTIC_REPOSITORY: /mnt/repo, RESTIC_PASSWORD: %s}
        """
            .formatted(password));
  }

  @Test
  void aWrongPasswordIsTriedAgainUntilItIsRight() {
    backUp("first");
    runs.awaitServed(Site.SOURCE, "app", "first");
    password("wrong");

    backUp("second");
    runs.awaitHealth(Site.SOURCE, "app", "False/WrongPassword");

    assertThat(runs.healthMessage(Site.SOURCE, "app")).contains("RESTIC_PASSWORD", "Secret repo");
    assertThat(site.<String>status(Site.SOURCE, "app", "latestMoverStatus", "result"))
        .isEqualTo("Failed");
    assertThat(site.<String>status(Site.SOURCE, "app", "latestMoverStatus", "logs"))
        .contains("Fatal: ");
    runs.awaitEvent("app", "WrongPassword");
    String next = site.status(Site.SOURCE, "app", "caravan", "nextAttemptTime");
    assertThat(Instant.parse(next)).isAfter(Instant.now().minusSeconds(5));

    password("secret");
    runs.awaitServed(Site.SOURCE, "app", "second");
  }

  @Test
  void aRepositoryThatIsNotThereIsNotMadeByARestoreThatNeedsASnapshot() {
    site.destination(
        "dst", "once", "copyMethod: Direct", "destinationPVC: data", "onMissingSnapshot: Fail");

    runs.awaitHealth(Site.DESTINATION, "dst", "False/RepositoryMissing");

    assertThat(site.folder("repo").resolve("config")).doesNotExist();
    backUp("first");
    runs.awaitServed(Site.SOURCE, "app", "first");
    runs.awaitServed(Site.DESTINATION, "dst", "once");
  }

  @Test
  void aMoverThatIsKilledForItsMemoryIsTriedAgain() {
    node().oomNext();

    backUp("first");
    runs.awaitHealth(Site.SOURCE, "app", "False/OutOfMemory");

    assertThat(runs.healthMessage(Site.SOURCE, "app")).contains("moverResources");
    runs.awaitEvent("app", "OutOfMemory");
    runs.awaitServed(Site.SOURCE, "app", "first");
  }

  @Test
  void anEvictedMoverIsTriedAgain() {
    node().evictNext();

    backUp("first");
    runs.awaitHealth(Site.SOURCE, "app", "False/Evicted");

    assertThat(runs.healthMessage(Site.SOURCE, "app")).contains("ephemeral-storage");
    runs.awaitServed(Site.SOURCE, "app", "first");
    assertThat(runs.of(MOVER)).hasSizeBetween(2, 3);
  }

  @Test
  void aBackupOfFilesThatCannotBeReadNamesThem() throws Exception {
    var file = Files.writeString(site.folder("data").resolve("broken"), "lost");
    try (var _ = SmallDisk.file(Path.of("/proc/" + ProcessHandle.current().pid() + "/mem"), file)) {
      backUp("first");
      runs.awaitHealth(Site.SOURCE, "app", "False/SourceIncomplete");

      assertThat(site.<Integer>status(Site.SOURCE, "app", "caravan", "unreadable")).isEqualTo(1);
      assertThat(site.<List<String>>status(Site.SOURCE, "app", "caravan", "unreadableFiles"))
          .singleElement()
          .asString()
          .contains("broken");
      runs.awaitEvent("app", "SourceIncomplete");
    }
    runs.awaitServed(Site.SOURCE, "app", "first");
    assertThat(site.<Integer>status(Site.SOURCE, "app", "caravan", "unreadable")).isNull();
  }

  @Test
  void aRestoreWithoutRoomIsToldApart() throws Exception {
    Files.write(site.folder("data").resolve("large"), new byte[4 << 20]);
    backUp("first");
    runs.awaitServed(Site.SOURCE, "app", "first");
    site.claim("target");

    try (var _ = SmallDisk.over(site.folder("target"), "size=1m")) {
      site.destination("dst", "once", "copyMethod: Direct", "destinationPVC: target");
      runs.awaitHealth(Site.DESTINATION, "dst", "False/OutOfSpace");
    }
    runs.awaitServed(Site.DESTINATION, "dst", "once");
    assertThat(site.folder("target").resolve("large")).hasSize(4 << 20);
  }

  @Test
  void aLongRunTellsHowFarItHasComeAndThenWhatItTook() throws IOException {
    try (var huge = new RandomAccessFile(site.folder("data").resolve("huge").toFile(), "rw")) {
      huge.setLength(1L << 40); // nothing on disk, hours to read

      backUp("first");
      Runs.eventually()
          .until(() -> site.status(Site.SOURCE, "app", "caravan", "progress", "percent") != null);

      Number total = site.status(Site.SOURCE, "app", "caravan", "progress", "totalBytes");
      assertThat(total.longValue()).isEqualTo(1L << 40);
      Number pace = site.status(Site.SOURCE, "app", "caravan", "progress", "bytesPerSecond");
      assertThat(pace.longValue()).isPositive();
      huge.setLength(0);
    }
    runs.awaitServed(Site.SOURCE, "app", "first");
    assertThat(site.<Object>status(Site.SOURCE, "app", "caravan", "progress")).isNull();
    assertThat(site.<String>status(Site.SOURCE, "app", "caravan", "runningMover")).isNull();
    for (var figure : new String[] {"addedBytes", "storedBytes", "durationSeconds"}) {
      Number value = site.status(Site.SOURCE, "app", "caravan", figure);
      assertThat(value.longValue()).as(figure).isPositive();
    }
    Number memory = site.status(Site.SOURCE, "app", "caravan", "peakMemoryBytes");
    assertThat(memory.longValue()).isGreaterThan(1 << 20);
  }
}
