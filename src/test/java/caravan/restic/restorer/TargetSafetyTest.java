package caravan.restic.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import caravan.restic.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Never a byte outside the target, whatever the snapshot says and whatever lies in the target. */
class TargetSafetyTest extends RestoreFixture {
  private static final FileTime TIME = FileTime.fromMillis(1_000_000_000_000L);

  @BeforeEach
  void fixTimes() throws IOException {
    Files.setLastModifiedTime(outside.resolve("file"), TIME);
    Files.setLastModifiedTime(outside, TIME);
  }

  @AfterEach
  void nothingChangedOutside() throws IOException {
    try (var entries = Files.list(folder)) {
      assertThat(entries).containsExactlyInAnyOrder(target, outside);
    }
    try (var entries = Files.list(outside)) {
      assertThat(entries).containsExactly(outside.resolve("file"));
    }
    assertThat(outside.resolve("file")).hasContent("outside");
    for (var path : List.of(outside, outside.resolve("file"))) {
      assertThat(Files.getLastModifiedTime(path)).isEqualTo(TIME);
    }
    assertThat(Files.getPosixFilePermissions(outside.resolve("file")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "../outside/file", "/outside", "a/b", "a/", "x\0y"})
  void namesThatAreNotOneEntryAreRefused(String name) throws IOException {
    Files.writeString(target.resolve("foreign"), "stays");
    var inside = tree().file("file", data("attack")).save();
    restore.delete = true;

    var asFile = run(tree().file(name, data("attack")).file("good", data("good")));
    var asDirectory = run(tree().directory(name, inside).file("good", data("good")));
    var asLink = run(tree().symlink(name, "/etc").file("good", data("good")));

    for (var result : List.of(asFile, asDirectory, asLink)) {
      assertThat(result.failures()).singleElement().asString().startsWith("/: the snapshot has");
      assertThat(result.filesDeleted()).isZero();
    }
    assertThat(target.resolve("good")).hasContent("good");
    assertThat(target.resolve("foreign")).exists();
  }

  @Test
  void aLinkInPlaceOfADirectoryGivesWayToOne() throws IOException {
    Files.createSymbolicLink(target.resolve("dir"), outside);
    var inside = tree().file("file", data("new")).save();

    var result = run(tree().directory("dir", inside));

    assertThat(result.failures()).isEmpty();
    assertThat(Files.isSymbolicLink(target.resolve("dir"))).isFalse();
    assertThat(target.resolve("dir/file")).hasContent("new");
  }

  @Test
  void aLinkInPlaceOfAFileGivesWayToOne() throws IOException {
    Files.createSymbolicLink(target.resolve("file"), outside.resolve("file"));
    Files.createSymbolicLink(target.resolve("same"), outside.resolve("file"));
    Files.createSymbolicLink(target.resolve("none"), outside.resolve("none"));

    var result =
        run(
            tree()
                .file("file", data("new"))
                .file("none", data("none"))
                .file("same", data("outside")));

    assertThat(result.failures()).isEmpty();
    assertThat(target.resolve("file")).hasContent("new");
    for (var name : List.of("file", "none", "same")) {
      assertThat(Files.isRegularFile(target.resolve(name))).isTrue();
      assertThat(Files.isSymbolicLink(target.resolve(name))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"outside", "outsidE", "other", "out"})
  void aSecondNameOfAFileElsewhereGivesWayToAFileOfItsOwn(String content) throws IOException {
    Files.createLink(target.resolve("file"), outside.resolve("file"));

    var result = run(tree().file("file", data(content)));

    assertThat(result.failures()).isEmpty();
    assertThat(target.resolve("file")).hasContent(content);
    assertThat(Files.getAttribute(outside.resolve("file"), "unix:nlink")).isEqualTo(1);
  }

  @Test
  void aLinkThatTheSnapshotHasIsNotEnteredByADirectoryOfTheSameName() {
    var inside = tree().file("file", data("attack")).save();
    var link = outside.toString();

    run(tree().symlink("x", link).directory("x", inside));
    run(tree().directory("x", inside).symlink("x", link));
    restore.delete = true;
    run(tree().symlink("x", link).directory("x", inside));
    var result = run(tree().directory("x", inside).symlink("x", link));

    assertThat(result.filesRestored()).isPositive();
  }

  @Test
  void aLinkPlantedBetweenPlanAndContentIsNotFollowed() {
    var inside = tree().file("file", data("attack")).save();
    restore.onPlanned = () -> replace(target.resolve("dir"), outside);

    var result = run(tree().directory("dir", inside));

    assertThat(result.failures()).anyMatch(line -> line.startsWith("/dir/file: open"));
  }

  @Test
  void aLinkPlantedBetweenContentAndMetadataIsNotFollowed() {
    var inside = tree().file("file", data("attack")).save();
    restore.delete = true;
    restore.onFinished = () -> replace(target.resolve("dir"), outside);

    var result = run(tree().directory("dir", inside));

    assertThat(result.failures()).contains("/dir/file: open /dir: the directory is gone");
  }

  @Test
  void aFilePlantedAsALinkBeforeItsMetadataIsNotFollowed() {
    restore.onFinished = () -> replace(target.resolve("file"), outside.resolve("file"));

    run(tree().file("file", data("attack")));

    assertThat(target.resolve("file")).isSymbolicLink();
  }

  @Test
  void deletingDoesNotFollowLinks() throws IOException {
    Files.createSymbolicLink(target.resolve("link"), outside);
    Files.createDirectory(target.resolve("dir"));
    Files.createSymbolicLink(target.resolve("dir/link"), outside);
    restore.delete = true;

    var result = run(tree().file("file", data("new")));

    assertThat(result.filesDeleted()).isEqualTo(3);
    assertThat(target.toFile().list()).containsExactly("file");
  }

  @Test
  void deletingInTheRootNeedsAFilter() {
    restore.target = "//tmp/..";
    restore.delete = true;

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> run(tree().file("file", data("new"))))
        .withMessageContaining("choose another target");
  }

  /** What somebody does who can write into the target. */
  private static void replace(Path path, Path linkTarget) {
    try {
      Files.move(path, path.resolveSibling("moved"));
      Files.createSymbolicLink(path, linkTarget);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
