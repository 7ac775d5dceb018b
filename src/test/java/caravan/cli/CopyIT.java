package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.Program;
import caravan.components.Restic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots are copied as restic copies them, and each knows the other's copies. */
class CopyIT {
  private static final String FROM_PASSWORD = "RESTIC_FROM_PASSWORD";
  @TempDir Path folder;
  private TwoPrograms both;

  @BeforeEach
  void saveThreeSnapshots() throws IOException {
    both = new TwoPrograms(folder);
    var source = folder.resolve("source");
    Files.createDirectories(source.resolve("dir"));
    both.init("from");
    for (int i = 0; i < 3; i++) {
      var content = new byte[2_000_000];
      new Random(i).nextBytes(content);
      Files.write(source.resolve("dir/file" + i), content);
      both.restic("from").run("backup", "-q", "--host", "host" + i, "--tag", "a", "source");
    }
    for (var target : List.of("theirs", "ours")) {
      ours(target).run("init", "--copy-chunker-params", "--from-repo", "from");
    }
  }

  private Program ours(String target) {
    return both.program(target).with(FROM_PASSWORD, "secret");
  }

  private Restic theirs(String target) {
    return both.restic(target).with(FROM_PASSWORD, "secret");
  }

  @Test
  void theSameIsCopiedAndSaid() {
    for (var words :
        List.of(
            "copy --from-repo from latest",
            "copy --from-repo from --host host1 -v",
            "copy --from-repo from -v",
            "copy --from-repo from -v",
            "copy --from-repo from no-such-id --quiet")) {
      var theirs = theirs("theirs").run(words.split(" "));
      var ours = ours("ours").run(words.split(" "));

      assertThat(lines(ours.out()))
          .as(words)
          .containsExactlyInAnyOrderElementsOf(lines(theirs.text()));
      assertThat(ours.err()).isEqualTo(theirs.errors());
      assertThat(snapshots("ours")).as(words).isEqualTo(snapshots("theirs"));
    }
    both.restic("ours").run("check", "--read-data");
    assertThat(both.restic("ours").run("stats", "--mode", "raw-data").text())
        .contains("Snapshots processed:  3");
  }

  @Test
  void eachKnowsWhatTheOtherCopied() {
    theirs("theirs").run("copy", "--from-repo", "from", "latest");
    ours("theirs").run("copy", "--from-repo", "from");
    theirs("theirs").run("copy", "--from-repo", "from");
    ours("theirs").run("copy", "--from-repo", "from");

    assertThat(both.restic("theirs").run("list", "snapshots").text().lines()).hasSize(3);
    both.restic("theirs").run("check", "--read-data");
  }

  @Test
  void aCopyIsRestored() throws IOException {
    ours("ours").run("copy", "--from-repo", "from", "--quiet");

    both.restic("ours").run("restore", "latest", "--target", "restored");

    assertThat(folder.resolve("restored/source/dir/file2"))
        .hasSameBinaryContentAs(folder.resolve("source/dir/file2"));
    assertThat(Files.list(folder.resolve("ours/locks"))).isEmpty();
    assertThat(Files.list(folder.resolve("from/locks"))).isEmpty();
  }

  @Test
  void aVersion1RepositoryIsCopiedIntoVersion2() {
    both.program("old").run("init", "--repository-version", "1");
    both.restic("old").run("backup", "-q", "source");

    ours("ours").run("copy", "--from-repo", "old");
    ours("old").run("copy", "--from-repo", "from");

    both.restic("ours").run("check", "--read-data");
    both.restic("old").run("check", "--read-data");
  }

  private List<String> snapshots(String repository) {
    return both.restic(repository)
        .run("snapshots", "--json")
        .text()
        .replaceAll("\"(id|short_id)\":\"[^\"]*\"", "")
        .lines()
        .toList();
  }

  private static List<String> lines(String output) {
    return output
        .replaceAll("\\[\\d+:\\d+]", "[time]")
        .replaceAll("snapshot [0-9a-f]{8} saved", "snapshot some-id saved")
        .replaceAll("to snapshot [0-9a-f]{8}", "to snapshot some-id")
        .replaceAll("copy \\d+ blobs.*", "copy blobs")
        .replaceAll("\\[time].* packs copied", "packs copied")
        .lines()
        .toList();
  }
}
