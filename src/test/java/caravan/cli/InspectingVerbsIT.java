package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs that look into snapshots say what restic says of the same repository. */
class InspectingVerbsIT {
  private static final String REPOSITORY = "repository";
  @TempDir static Path folder;
  private static TwoPrograms both;
  private static String before;
  private static String after;

  @BeforeAll
  static void saveAFolderBeforeAndAfterItChanged() throws IOException {
    both = new TwoPrograms(folder);
    both.init(REPOSITORY);
    var source = folder.resolve("source");
    fill(source);
    backup("2026-01-30 10:00:00");
    change(source);
    backup("2026-02-01 10:00:00");
    var ids = both.restic(REPOSITORY).run("snapshots", "--json").text();
    var short1 = ids.split("\"short_id\":\"");
    before = short1[1].substring(0, 8);
    after = short1[2].substring(0, 8);
  }

  private static void backup(String time) {
    both.restic(REPOSITORY).run("backup", "-q", "--time", time, "--host", "nas", "source");
  }

  private static void fill(Path source) throws IOException {
    Files.createDirectories(source.resolve("dir/deep"));
    Files.createDirectories(source.resolve("gone/below"));
    Files.createDirectories(source.resolve("same"));
    Files.write(source.resolve("dir/big.bin"), random(3_000_000, 1));
    Files.writeString(source.resolve("dir/deep/text.txt"), "text");
    Files.writeString(source.resolve("gone/below/file"), "going");
    Files.writeString(source.resolve("same/größe"), "same");
    Files.writeString(source.resolve("tab\tand\nline"), "odd");
    Files.writeString(source.resolve("kind"), "file");
    Files.writeString(source.resolve("mode"), "mode");
    Files.createLink(source.resolve("second"), source.resolve("mode"));
    Files.createSymbolicLink(source.resolve("link"), Path.of("dir/big.bin"));
  }

  private static void change(Path source) throws IOException {
    Files.write(source.resolve("dir/big.bin"), random(3_100_000, 2));
    Files.writeString(source.resolve("dir/deep/new"), "new");
    Files.delete(source.resolve("gone/below/file"));
    Files.delete(source.resolve("gone/below"));
    Files.delete(source.resolve("gone"));
    Files.delete(source.resolve("link"));
    Files.delete(source.resolve("kind"));
    Files.createDirectories(source.resolve("kind/of"));
    Files.createDirectories(source.resolve("young/folder"));
    Files.write(source.resolve("young/folder/text"), random(100_000, 3));
    Files.setPosixFilePermissions(
        source.resolve("mode"), PosixFilePermissions.fromString("r--------"));
  }

  private static byte[] random(int length, long seed) {
    var content = new byte[length];
    new Random(seed).nextBytes(content);
    return content;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list blobs",
        "list packs",
        "list index",
        "list snapshots",
        "list keys",
        "list locks",
        "list locks --json",
      })
  void listTheSame(String words) {
    both.assertAlike(REPOSITORY, InspectingVerbsIT::sorted, words.split(" "));
  }

  private static String sorted(String text) {
    return text.lines().sorted().collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stats",
        "stats --json",
        "stats latest",
        "stats BEFORE --mode restore-size --quiet",
        "stats --mode files-by-contents",
        "stats --mode files-by-contents --json",
        "stats --mode blobs-per-file latest",
        "stats --mode blobs-per-file --json",
        "stats --mode raw-data",
        "stats --mode raw-data latest",
        "stats --mode raw-data --json",
        "stats --host nobody",
        "stats --host nobody --json --mode raw-data",
        "stats no-such-id",
      })
  void countTheSame(String words) {
    both.assertAlike(REPOSITORY, InspectingVerbsIT::withoutProgress, named(words));
  }

  /** Snapshots are counted in no order: what the last one has is not told apart. */
  private static String withoutProgress(String text) {
    return text.replaceAll("(\\d+ / \\d+ snapshots), .*", "$1").replaceAll("\\[\\d+:\\d+]", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diff BEFORE AFTER",
        "diff AFTER BEFORE",
        "diff BEFORE AFTER --metadata",
        "diff BEFORE AFTER --json --metadata",
        "diff BEFORE AFTER --quiet",
        "diff BEFORE AFTER -q --json",
        "diff BEFORE:source/dir AFTER:/source/dir",
        "diff BEFORE:source/same AFTER:/source/same",
        "diff BEFORE BEFORE --json",
      })
  void compareTheSame(String words) {
    both.assertSame(REPOSITORY, named(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find big.bin",
        "find *.txt big.* --long",
        "find /source/dir --human-readable -l",
        "find DEEP --ignore-case --reverse",
        "find größe --json",
        "find big.bin link --json",
        "find nothing",
        "find nothing --json",
        "find source --snapshot BEFORE --oldest 2020-01-01",
        "find text* --newest 2020-01-01",
        "find kind --host nobody",
        "find kind --snapshot AFTER --json",
        "find big.bin --quiet",
        "find --blob BLOB",
        "find --blob SHORTBLOB --json",
        "find --blob BLOB --show-pack-id",
        "find --tree TREE",
        "find --tree TREE --json --reverse",
        "find --tree TREE --show-pack-id",
        "find --pack PACK",
        "find --pack PACK --json",
        "find --blob 00000000",
      })
  void findTheSame(String words) {
    var pack = firstOf("packs");
    var blobs = both.restic(REPOSITORY).run("list", "blobs", "-q").text().lines().sorted().toList();
    var blob = blobs.getFirst().substring("data ".length());
    var tree = blobs.getLast().substring("tree ".length());
    var all =
        words
            .replace("SHORTBLOB", blob.substring(0, 8))
            .replace("BLOB", blob)
            .replace("TREE", tree)
            .replace("PACK", pack);

    both.assertSame(REPOSITORY, named(all));
  }

  private static String firstOf(String kind) {
    return both.restic(REPOSITORY).run("list", kind, "-q").text().split("\n")[0];
  }

  private static String[] named(String words) {
    return words.replace("BEFORE", before).replace("AFTER", after).split(" ", -1);
  }

  @Test
  void theCopyThatTheProgramMadeIsComparedByResticAsWell() throws IOException {
    both.copy(REPOSITORY, "ours");
    both.program("ours").run("backup", "-q", "--host", "nas", "source");

    for (var words : List.of("stats latest", "stats --mode raw-data latest")) {
      both.assertAlike("ours", InspectingVerbsIT::withoutProgress, words.split(" "));
    }
    var ours = both.program("ours").run("diff", after, "latest", "--json").out();
    assertThat(ours)
        .contains("\"changed_files\":0", "\"data_blobs\":0")
        .doesNotContain("\"change\"");
  }
}
