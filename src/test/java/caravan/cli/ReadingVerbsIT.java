package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs that only read say what restic says, to the byte. */
class ReadingVerbsIT {
  private static final String REPOSITORY = "repository";
  @TempDir static Path folder;
  private static TwoPrograms both;
  private static List<String> ids;

  @BeforeAll
  static void fillARepository() throws IOException {
    both = new TwoPrograms(folder);
    fillFolder(folder.resolve("source"));
    var restic = both.restic(REPOSITORY);
    both.init(REPOSITORY);
    backup("--time", "2026-01-30 10:00:00", "--host", "nas", "--tag", "daily,kept", "source");
    backup("--time", "2026-01-30 23:00:00", "--host", "nas", "source");
    backup("--time", "2026-01-31 10:00:00", "--host", "nas", "source");
    restic.with("TZ", "Europe/Berlin");
    restic.run("backup", "-q", "--time", "2026-02-01 10:00:00", "--host", "pc", "source/dir", ".");
    ids = List.of(restic.run("list", "snapshots", "-q").text().split("\n"));
  }

  private static void backup(String... words) {
    var all = Stream.concat(Stream.of("backup", "-q"), Stream.of(words)).toArray(String[]::new);
    both.restic(REPOSITORY).run(all);
  }

  private static void fillFolder(Path source) throws IOException {
    Files.createDirectories(source.resolve("dir/deep"));
    Files.write(source.resolve("dir/big.bin"), new byte[2_000_000]);
    Files.writeString(source.resolve("dir/deep/text.txt"), "text");
    Files.writeString(source.resolve("größe"), "");
    Files.writeString(source.resolve("tab\tand\nline"), "odd");
    Files.createSymbolicLink(source.resolve("link"), Path.of("dir/big.bin"));
    Files.setPosixFilePermissions(
        source.resolve("größe"), PosixFilePermissions.fromString("r-x--x---"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snapshots",
        "snapshots --json",
        "snapshots --compact",
        "snapshots --latest 1",
        "snapshots --host nas --latest 2 --json",
        "snapshots --host nobody",
        "snapshots --host nobody --json",
        "snapshots --tag daily,kept",
        "snapshots --path source",
        "snapshots --path dir",
        "snapshots latest",
        "snapshots --host pc --group-by host",
        "snapshots --host nas --group-by host,paths --json",
        "snapshots no-such-id",
        "ls latest",
        "ls latest --long",
        "ls latest -l --human-readable",
        "ls latest --json",
        "ls latest --ncdu",
        "ls latest --quiet",
        "ls --host nas latest --sort size --long",
        "ls --host nas latest --sort time --reverse",
        "ls --host nas latest --sort extension --json",
        "ls latest --reverse",
        "ls latest /source",
        "ls latest /source/dir --recursive",
        "ls latest / --long",
        "ls latest:source /dir",
        "ls latest:/source/dir --ncdu",
        "ls latest --ncdu /source/dir/deep",
        "cat config",
        "cat masterkey",
        "--json cat config",
        "cat foo",
        "forget --keep-daily 2 --keep-last 1 --host nas --dry-run",
        "forget --keep-within 1d --keep-within-weekly 1m --host nas --dry-run --json",
        "forget --keep-tag daily --keep-monthly unlimited --host nas --dry-run --compact",
        "forget --keep-last 1 --group-by  --dry-run",
        "forget --host nobody --keep-last 1",
        "forget --host nobody --keep-last 1 --json",
        "forget latest --dry-run",
        "forget no-such-id",
        "check --json",
        "check --no-lock --json --read-data",
        "unlock",
        "unlock --json",
      })
  void sayTheSame(String words) {
    both.assertSame(REPOSITORY, words.split(" ", -1));
  }

  static Stream<String> objects() {
    return Stream.of("snapshot %s", "tree %s", "tree %s:source", "tree %s:/source/dir");
  }

  @ParameterizedTest
  @MethodSource("objects")
  void printTheSameObjects(String words) {
    for (var id : ids) {
      both.assertSame(REPOSITORY, ("cat " + words.formatted(id)).split(" "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"index", "key"})
  void printTheSameFiles(String kind) {
    var list = kind.equals("key") ? "keys" : kind;
    for (var id : both.restic(REPOSITORY).run("list", list, "-q").text().split("\n")) {
      both.assertSame(REPOSITORY, "cat", kind, id);
    }
  }

  @Test
  void printTheSameBytes() {
    var blob = both.restic(REPOSITORY).run("list", "blobs", "-q").text().split("\n")[0];
    var pack = both.restic(REPOSITORY).run("list", "packs", "-q").text().split("\n")[0];

    both.assertSame(REPOSITORY, "cat", "blob", blob.split(" ")[1]);
    assertThat(both.program(REPOSITORY).run("cat", "pack", pack).out()).isNotEmpty();
  }

  @Test
  void takeTheHostFromTheEnvironment() {
    var theirs = both.restic(REPOSITORY).with("RESTIC_HOST", "nas");
    var ours = both.program(REPOSITORY).with("RESTIC_HOST", "nas");

    assertThat(ours.run("snapshots").out()).isEqualTo(theirs.run("snapshots").text());
    assertThat(ours.run("ls", "latest", "--host", "").out())
        .isEqualTo(theirs.run("ls", "latest", "--host", "").text());
  }

  @Test
  void checkInTheSameSteps() {
    var theirs = both.restic(REPOSITORY).run("check", "--read-data").text();
    var ours = both.program(REPOSITORY).run("check", "--read-data").out();

    assertThat(withoutChance(ours)).isEqualTo(withoutChance(theirs));
  }

  private static String withoutChance(String text) {
    return text.replaceFirst("(restic-check-cache-)\\d+", "$1NUMBER")
        .replaceAll("\\[\\d+:\\d+]", "[time]");
  }
}
