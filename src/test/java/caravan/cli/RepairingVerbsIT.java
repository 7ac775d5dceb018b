package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots and damaged repositories are made anew as restic makes them, each on a copy. */
class RepairingVerbsIT {
  @TempDir Path folder;
  private TwoPrograms both;

  @BeforeEach
  void saveTwoSnapshots() throws IOException {
    both = new TwoPrograms(folder);
    var source = folder.resolve("source");
    Files.createDirectories(source.resolve("dir/deep"));
    Files.createDirectories(source.resolve("empty"));
    for (int i = 0; i < 3; i++) {
      var content = new byte[1_500_000];
      new Random(i).nextBytes(content);
      Files.write(source.resolve("dir/file" + i), content);
    }
    Files.writeString(source.resolve("dir/deep/secret"), "secret");
    Files.createSymbolicLink(source.resolve("link"), Path.of("dir"));
    both.init("theirs");
    both.restic("theirs").run("backup", "-q", "--host", "nas", "source");
    Files.writeString(source.resolve("dir/new"), "new");
    both.restic("theirs").run("backup", "-q", "--host", "nas", "source");
  }

  @Test
  void snapshotsAreRewrittenTheSame() throws IOException {
    both.copy("theirs", "ours");
    for (var words :
        List.of(
            "rewrite --exclude secret --dry-run --forget --new-host pc",
            "rewrite --exclude secret",
            "rewrite --exclude secret --tag rewrite -vv",
            "rewrite --include dir --host nas --forget",
            "rewrite --include nothing",
            "rewrite --new-host pc --new-time 2026-01-02_03:04:05 --tag rewrite latest",
            "rewrite --iexclude FILE* --forget --quiet",
            "rewrite --snapshot-summary --json",
            "rewrite --exclude dir",
            "rewrite",
            "rewrite --exclude a --include b")) {
      assertBothSay(words);
      assertThat(snapshots("ours")).as(words).isEqualTo(snapshots("theirs"));
    }
    both.restic("ours").run("check", "--read-data");
  }

  @Test
  void anIndexIsRepairedTheSame() throws IOException {
    both.restic("theirs").run("backup", "-q", "--host", "nas", "source", "source/dir");
    damage(file("theirs", "index", 0), 40);
    both.copy("theirs", "ours");

    assertThat(both.program("ours").tryRun("snapshots").exitCode()).isZero();
    assertThat(both.program("ours").tryRun("stats").exitCode()).isOne();
    assertBothSay("repair index");

    assertThat(blobs("ours")).isEqualTo(blobs("theirs"));
    both.restic("ours").run("check", "--read-data");
    assertBothSay("repair index --read-all-packs");
    assertThat(blobs("ours")).isEqualTo(blobs("theirs"));
    both.restic("ours").run("check", "--read-data");
  }

  @Test
  void packsAndSnapshotsAreRepairedTheSame() throws IOException {
    var pack = largest("theirs");
    damage(pack, 1000);
    long size = Files.size(pack);
    both.copy("theirs", "ours");
    var words = "repair packs " + pack.getFileName();

    both.restic("theirs").run(words.split(" "));
    var kept = folder.resolve("pack-" + pack.getFileName());
    assertThat(kept).exists();
    assertThat(both.program("ours").tryRun(words.split(" ")).err()).contains("nothing was changed");
    Files.delete(kept);
    var ours = both.program("ours").run(words.split(" "));

    assertThat(kept).hasSize(size);
    assertThat(ours.err()).contains("failed to load blob", "repair snapshots --forget");
    assertThat(blobs("ours")).isEqualTo(blobs("theirs"));
    assertBothSay("repair snapshots --dry-run");
    assertBothSay("repair snapshots");
    assertThat(snapshots("ours")).isEqualTo(snapshots("theirs"));
    assertBothSay("repair snapshots --forget");
    assertThat(snapshots("ours")).isEqualTo(snapshots("theirs"));
    both.restic("ours").run("check", "--read-data");
  }

  @Test
  void aLostPackIsRepairedTheSame() throws IOException {
    Files.delete(largest("theirs"));
    both.copy("theirs", "ours");

    for (var words :
        List.of("repair index", "repair snapshots --forget", "repair snapshots", "prune")) {
      if (words.equals("prune")) {
        both.program("ours").run("prune");
      } else {
        assertBothSay(words);
      }
    }

    assertThat(snapshots("ours")).isEqualTo(snapshots("theirs"));
    both.restic("ours").run("check", "--read-data");
  }

  @Test
  void aSnapshotThatCannotBeReadStaysUnlessItIsToBeForgotten() throws IOException {
    for (var pack : packs("theirs")) {
      Files.delete(pack);
    }
    both.copy("theirs", "ours");
    both.program("ours").run("repair", "index");
    both.restic("theirs").run("repair", "index");

    assertThat(both.program("ours").run("repair", "snapshots").out())
        .contains("not readable", "stays: --forget deletes it", "no snapshots were modified");
    assertThat(snapshots("ours")).hasSizeGreaterThan(1);
    assertBothSay("repair snapshots --forget");
    assertThat(snapshots("ours")).isEqualTo(snapshots("theirs"));
  }

  @Test
  void forgottenFoldersAreRecoveredTheSame() throws IOException {
    both.copy("theirs", "ours");
    for (var repository : List.of("theirs", "ours")) {
      both.restic(repository).run("forget", "latest", "-q");
    }

    assertBothSay("recover");

    var files = both.restic("ours").run("ls", "latest").text();
    assertThat(files.lines().skip(1))
        .containsExactlyElementsOf(
            both.restic("theirs").run("ls", "latest").text().lines().skip(1).toList());
    assertThat(files).contains("source/dir/new");
    assertBothSay("recover");
    both.restic("ours").run("check", "--read-data");
  }

  @Test
  void aRepositoryIsMigratedTheSame() throws IOException {
    both.restic("old").run("init", "-q", "--repository-version", "1");
    both.restic("old").run("backup", "-q", "source");
    both.copy("old", "old-ours");

    for (var words :
        List.of(
            "migrate",
            "migrate nothing",
            "migrate upgrade_repo_v2",
            "migrate",
            "migrate upgrade_repo_v2")) {
      var theirs = both.restic("old").tryRun(words.split(" "));
      var ours = both.program("old-ours").tryRun(words.split(" "));
      assertThat(lines(ours.out())).as(words).isEqualTo(lines(theirs.text()));
      assertThat(ours.exitCode()).isEqualTo(theirs.exitCode());
    }

    both.restic("old-ours").run("backup", "-q", "source/dir");
    both.restic("old-ours").run("check", "--read-data");
    assertThat(both.restic("old-ours").run("cat", "config").text()).contains("\"version\": 2");
  }

  private void assertBothSay(String words) {
    var arguments = words.split(" ");
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = arguments[i].replace('_', ' ');
    }
    var theirs = both.restic("theirs").tryRun(arguments);
    var ours = both.program("ours").tryRun(arguments);

    assertThat(ours.exitCode()).as(words + ours).isEqualTo(theirs.exitCode());
    assertThat(lines(ours.out()))
        .as(words)
        .containsExactlyInAnyOrderElementsOf(lines(theirs.text()));
  }

  private List<String> snapshots(String repository) {
    var all =
        both.restic(repository)
            .run("snapshots", "--json")
            .text()
            .replaceAll("\"(id|short_id|original|parent)\":\"[^\"]*\"", "")
            .replaceAll("[\\[\\]{}]+,?$", "");
    return Stream.of(all.split("\\{\"time\""))
        .sorted()
        .map(text -> text.replaceAll("[,}\\]\\s]+$", ""))
        .toList();
  }

  private List<String> blobs(String repository) {
    return both.restic(repository).run("list", "blobs").text().lines().sorted().distinct().toList();
  }

  private List<Path> packs(String repository) throws IOException {
    try (var files = Files.walk(folder.resolve(repository).resolve("data"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private Path largest(String repository) throws IOException {
    return packs(repository).stream()
        .max(Comparator.comparingLong(file -> file.toFile().length()))
        .orElseThrow();
  }

  private Path file(String repository, String kind, int which) throws IOException {
    try (var files = Files.list(folder.resolve(repository).resolve(kind))) {
      return files.sorted().toList().get(which);
    }
  }

  private static void damage(Path file, int at) throws IOException {
    var content = Files.readAllBytes(file);
    content[at] ^= 1;
    file.toFile().setWritable(true);
    Files.write(file, content);
  }

  /** What no two runs have in common is made equal. */
  private static List<String> lines(String output) {
    return output
        .replaceAll("\\[\\d+:\\d+].*", "")
        .replaceAll("(?m)^snapshot [0-9a-f]{8} of", "snapshot some-id of")
        .replaceAll("snapshot [0-9a-f]{8}\\b", "snapshot some-id")
        .replaceAll("(?m)^using temporary cache.*\n", "")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }
}
