package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.components.Restic;
import caravan.mover.MoverResult.Kind;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mover and the real restic make of each other's repositories, whatever the store. */
abstract class MoverContract {
  private static final String NOTHING_NEW = "Added to the repository: 0 B";
  @TempDir Path folder;
  private Path volume;
  private String repository;
  private MoverBench mover;

  /** The address of a place where nothing is yet. */
  abstract String emptyPlace(Path folder);

  abstract Map<String, String> environment();

  @BeforeEach
  void prepare() throws Exception {
    volume = Files.createDirectory(folder.resolve("volume"));
    repository = emptyPlace(folder);
    mover = new MoverBench(repository, environment());
  }

  @AfterEach
  void stop() {
    mover.close();
  }

  private Restic restic() {
    var restic = Restic.at(repository, MoverBench.PASSWORD);
    environment().forEach(restic::with);
    return restic;
  }

  private void fill(long seed) throws IOException {
    var bytes = new byte[3 << 20];
    new Random(seed).nextBytes(bytes);
    Files.createDirectories(volume.resolve("sub/deep"));
    Files.write(volume.resolve("sub/deep/data"), bytes);
    Files.writeString(volume.resolve("note"), "seed " + seed);
  }

  private static Map<String, String> content(Path root) throws IOException {
    var content = new TreeMap<String, String>();
    try (var files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        content.put(root.relativize(file).toString(), Id.hash(Files.readAllBytes(file)).toString());
      }
    }
    return content;
  }

  @Test
  void makesTheRepositoryAndResticRestoresIt() throws Exception {
    fill(1);
    Files.createDirectory(volume.resolve("lost+found"));

    var result = mover.run(volume, "backup");

    assertThat(result.isSuccess()).as(mover.log().toString()).isTrue();
    assertThat(result.initialized()).isTrue();
    assertThat(mover.log())
        .contains("=== Initialize Dir ===", "=== Starting backup ===")
        .anyMatch(it -> it.startsWith("created restic repository "))
        .anyMatch(it -> it.matches("processed 2 files, .*"))
        .anyMatch(it -> it.matches("snapshot [0-9a-f]{8} saved"))
        .anyMatch(it -> it.matches("Restic completed in \\d+s"));
    var target = folder.resolve("by-restic");
    restic().run("restore", "latest", "--host", "volsync", "--path", "/data", "-t", target + "");
    assertThat(content(target)).isEqualTo(content(volume));
    assertThat(target.resolve("lost+found")).doesNotExist();
    restic().run("check", "--read-data");
  }

  @Test
  void extendsWhatResticWroteWithNoNewData() throws Exception {
    fill(2);
    restic().run("init");
    restic().in(volume).run("backup", "--host", "volsync", "--exclude=lost+found", ".");

    var result = mover.run(volume, "backup");

    assertThat(result.isSuccess()).as(mover.log().toString()).isTrue();
    assertThat(result.addedBytes()).isLessThan(64 << 10);
    assertThat(mover.run(volume, "backup").addedBytes()).isZero();
    assertThat(mover.log()).anyMatch(it -> it.startsWith(NOTHING_NEW));
    restic().run("check", "--read-data");
  }

  @Test
  void leavesOutWhatPatternsNameAndMarkedCaches() throws Exception {
    fill(7);
    Files.createDirectories(volume.resolve("sub/logs"));
    Files.writeString(volume.resolve("sub/logs/old.log"), "matches *.log");
    Files.createDirectories(volume.resolve("logs"));
    Files.writeString(volume.resolve("logs/kept"), "is not /data/sub/logs");
    Files.createDirectories(volume.resolve("thumbs"));
    Files.writeString(
        volume.resolve("thumbs/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n");
    Files.writeString(volume.resolve("thumbs/picture"), "lies in a marked folder");
    mover
        .with("CARAVAN_EXCLUDE", "/data/sub/logs\n  *.log\n")
        .with("CARAVAN_EXCLUDE_CACHES", "true");

    var result = mover.run(volume, "backup");

    assertThat(result.isSuccess()).as(mover.log().toString()).isTrue();
    assertThat(restic().run("ls", "latest", "-q").text().lines())
        .contains("/note", "/sub/deep/data", "/logs/kept", "/thumbs", "/thumbs/CACHEDIR.TAG")
        .doesNotContain("/sub/logs", "/sub/logs/old.log", "/thumbs/picture");
  }

  @Test
  void restoresWhatResticWrote() throws Exception {
    fill(3);
    restic().run("init");
    var saved = content(volume);
    restic().in(volume).run("backup", "--host", "volsync", ".");
    // restic knows the folder's real name; every volume of a mover is /data.
    mover.run(volume, "backup");
    var target = Files.createDirectory(folder.resolve("by-mover"));
    Files.writeString(target.resolve("stray"), "not in the snapshot");

    var result = mover.with("RESTORE_OPTIONS", "--delete").run(target, "restore");

    assertThat(result.isSuccess()).as(mover.log().toString()).isTrue();
    assertThat(content(target)).isEqualTo(saved);
    assertThat(mover.log()).anyMatch(it -> it.startsWith("restoring snapshot "));
  }

  @Test
  void restoresAsOfATimeAndPassesOverSnapshots() throws Exception {
    fill(4);
    mover.run(volume, "backup");
    var first = content(volume);
    restic().run("rewrite", "--forget", "--new-time", "2020-01-01 00:00:00", "latest");
    fill(5);
    mover.run(volume, "backup");
    var asOf = Files.createDirectory(folder.resolve("as-of"));
    var previous = Files.createDirectory(folder.resolve("previous"));
    var none = Files.createDirectory(folder.resolve("none"));

    mover.with("RESTORE_AS_OF", "2021-01-01T00:00:00Z").run(asOf, "restore");
    mover.with("RESTORE_AS_OF", "").with("SELECT_PREVIOUS", "1").run(previous, "restore");
    var missing = mover.with("SELECT_PREVIOUS", "500").run(none, "restore");

    assertThat(content(asOf)).isEqualTo(first);
    assertThat(content(previous)).isEqualTo(first);
    assertThat(missing.isSuccess()).isTrue();
    assertThat(mover.log()).contains("No eligible snapshots found");
    assertThat(content(none)).isEmpty();
  }

  @Test
  void skipsAnEmptyVolumeAndForgetsNothing() throws Exception {
    Files.createDirectory(volume.resolve("lost+found"));

    var result = mover.run(volume, "backup", "prune");

    assertThat(result.isSuccess()).isTrue();
    assertThat(result.skipped()).isTrue();
    assertThat(mover.log()).contains("== Directory is empty skipping backup ===");
    try (var backend = mover.open(repository, environment())) {
      assertThatThrownBy(() -> backend.load(FileHandle.CONFIG)).isInstanceOf(FileMissing.class);
    }
  }

  @Test
  void restoresNothingFromANewRepository() {
    var result = mover.run(volume, "restore");

    assertThat(result.isSuccess()).as(mover.log().toString()).isTrue();
    assertThat(result.initialized()).isTrue();
    assertThat(mover.log()).contains("=== No data will be restored ===");
  }

  @Test
  void restoresTheSnapshotThatIsNamedAndNoOther() throws Exception {
    fill(8);
    var first = mover.run(volume, "backup").snapshot();
    var saved = content(volume);
    fill(9);
    mover.run(volume, "backup");
    var target = Files.createDirectory(folder.resolve("named"));

    mover.with("CARAVAN_SNAPSHOT", first.toString().substring(0, 12)).run(target, "restore");
    restic().run("forget", first.toString());
    var gone = mover.run(Files.createDirectory(folder.resolve("gone")), "restore");

    assertThat(content(target)).isEqualTo(saved);
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.failure().kind()).isEqualTo(Kind.SNAPSHOT_MISSING);
    assertThat(folder.resolve("gone")).isEmptyDirectory();
  }

  @Test
  void failsWhereASnapshotIsNeededAndMakesNoRepository() throws Exception {
    mover.with("CARAVAN_ON_MISSING_SNAPSHOT", "Fail");

    var nothing = mover.run(volume, "unlock", "restore");
    try (var backend = mover.open(repository, environment())) {
      assertThatThrownBy(() -> backend.load(FileHandle.CONFIG)).isInstanceOf(FileMissing.class);
    }
    restic().run("init");
    var none = mover.run(volume, "unlock", "restore");

    assertThat(nothing.exitCode()).isEqualTo(10);
    assertThat(nothing.failure().kind()).isEqualTo(Kind.REPOSITORY_MISSING);
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.failure().kind()).isEqualTo(Kind.SNAPSHOT_MISSING);
    assertThat(none.failure().message()).startsWith("no snapshot to restore: of 0 in the");
    assertThat(restic().run("snapshots", "--json").text()).isEqualToIgnoringWhitespace("[]");
  }

  @Test
  void forgetsAndPrunesWhatResticThenFindsWhole() throws Exception {
    for (int seed = 10; seed < 13; seed++) {
      fill(seed);
      mover.with("FORGET_OPTIONS", "--keep-last 1").run(volume, "backup");
    }

    var result = mover.run(volume, "backup", "prune", "check");

    assertThat(result.isSuccess()).as(mover.log().toString()).isTrue();
    assertThat(result.pruned()).isTrue();
    assertThat(restic().run("snapshots", "--json").text()).contains("\"/data\"");
    restic().run("check", "--read-data");
  }

  @Test
  void endsWithTwelveOnAWrongPasswordAndChangesNothing() throws Exception {
    fill(6);
    mover.run(volume, "backup");

    var result = mover.with("RESTIC_PASSWORD", "wrong").run(volume, "backup");

    assertThat(result.exitCode()).isEqualTo(12);
    assertThat(result.failure().kind()).isEqualTo(Kind.WRONG_PASSWORD);
    assertThat(mover.log().toString()).doesNotContain("wrong\"").contains("Fatal: ");
  }

  @Test
  void namesTheLockInItsWayAndRemovesExactlyTheOneItIsTold() throws Exception {
    fill(7);
    mover.run(volume, "backup");
    var kept = LeftLocks.leave(mover, repository, environment(), "living-pod", Instant.now());
    var dead = LeftLocks.leave(mover, repository, environment(), "dead-pod", Instant.now());

    var blocked = mover.run(volume, "prune");

    assertThat(blocked.exitCode()).isEqualTo(11);
    assertThat(blocked.failure().kind()).isEqualTo(Kind.REPOSITORY_LOCKED);
    assertThat(blocked.locks()).extracting(MoverResult.Lock::id).containsOnly(kept, dead);
    assertThat(blocked.locks())
        .extracting(MoverResult.Lock::hostname)
        .containsOnly("living-pod", "dead-pod");

    mover.with("CARAVAN_CLEAR_LOCKS", dead.toString()).run(volume, "unlock");
    var after = mover.with("CARAVAN_CLEAR_LOCKS", "").run(volume, "prune");
    assertThat(after.locks()).extracting(MoverResult.Lock::id).containsExactly(kept);
  }
}
