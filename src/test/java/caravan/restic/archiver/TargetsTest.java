package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import caravan.restic.fs.BytePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
  @TempDir Path folder;
  private Path work;

  @BeforeEach
  void makeFiles() throws IOException {
    work = Files.createDirectories(folder.resolve("work"));
    Files.createDirectories(work.resolve("a/deep"));
    Files.createFile(work.resolve("a/deep/file"));
    Files.createFile(work.resolve("b"));
    Files.createDirectories(folder.resolve("other/a"));
  }

  @Test
  void theWorkingDirectoryIsReplacedByItsEntries() {
    var targets = targets(".");

    assertThat(targets.paths()).containsExactly(work.toString());
    assertThat(shape(targets.tree())).containsExactly("a <- a (found)", "b <- b (found)");
  }

  @Test
  void aRelativeTargetKeepsItsFoldersFromTheRoot() {
    var targets = targets("./a/deep/../deep");

    assertThat(targets.paths()).containsExactly(work + "/a/deep");
    assertThat(shape(targets.tree())).containsExactly("a on the way: a", "a/deep <- a/deep");
  }

  @Test
  void anAbsoluteTargetKeepsItsFoldersToo() {
    var targets = targets(work + "/b");

    assertThat(targets.paths()).containsExactly(work + "/b");
    assertThat(shape(targets.tree()))
        .contains(work.toString().substring(1) + "/b <- " + work + "/b")
        .anyMatch(line -> line.endsWith("on the way: " + work));
  }

  @Test
  void theSecondOfTwoEqualNamesIsNumbered() throws IOException {
    Files.createDirectories(work.resolve("sub/a"));

    var targets = Targets.of(List.of("a", "../a"), work.resolve("sub").toString());

    assertThat(shape(targets.tree())).containsExactly("a <- a", "a-1 <- ../a");
  }

  @Test
  void aTargetInsideAnotherIsSavedOnce() {
    var targets = targets("a", "a/deep/file");

    assertThat(shape(targets.tree()))
        .containsExactly(
            "a on the way: a", "a/deep on the way: a/deep", "a/deep/file <- a/deep/file");
    assertThat(targets.paths()).containsExactly(work + "/a", work + "/a/deep/file");
  }

  @Test
  void aMissingTargetIsLeftOut() {
    var targets = targets("gone", "b", "b/below-a-file");

    assertThat(targets.missing()).containsExactly("gone", "b/below-a-file");
    assertThat(targets.paths()).containsExactly(work + "/b");
  }

  @Test
  void nothingIsLeftWhenAllAreMissing() {
    assertThatThrownBy(() -> targets("gone"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("all source directories/files do not exist: gone");
  }

  private Targets targets(String... given) {
    return Targets.of(List.of(given), work.toString());
  }

  private static List<String> shape(TargetTree tree) {
    var lines = new ArrayList<String>();
    describe("", tree, lines);
    return lines;
  }

  private static void describe(String prefix, TargetTree tree, List<String> lines) {
    tree.children()
        .forEach(
            (name, child) -> {
              var path = prefix + BytePath.display(name);
              if (child.path() == null) {
                lines.add(path + " on the way: " + BytePath.display(child.onTheWay()));
              } else {
                var named = child.isNamed() ? "" : " (found)";
                lines.add(path + " <- " + BytePath.display(child.path()) + named);
              }
              describe(path + "/", child, lines);
            });
  }
}
