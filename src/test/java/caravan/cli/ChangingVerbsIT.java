package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that change snapshots, keys and caches do what restic does, each on a copy. */
class ChangingVerbsIT {
  @TempDir Path folder;
  private TwoPrograms both;

  @BeforeEach
  void saveTwoSnapshots() throws IOException {
    both = new TwoPrograms(folder);
    Files.createDirectories(folder.resolve("source"));
    Files.writeString(folder.resolve("source/file"), "content");
    both.init("theirs");
    both.restic("theirs").run("backup", "-q", "--host", "nas", "--tag", "a,b", "source");
    both.restic("theirs").run("backup", "-q", "--host", "pc", "source");
    both.copy("theirs", "ours");
  }

  @Test
  void tagsChangeTheSame() {
    for (var words :
        List.of(
            "tag --add kept,a -v",
            "tag --remove b,none",
            "tag --add kept",
            "tag --host pc --set x,y --json",
            "tag --set ,,",
            "tag --add kept --quiet",
            "tag no-such-id --add z")) {
      assertBothSay(words.split(" "));
      assertThat(tagsOf("ours")).as(words).isEqualTo(tagsOf("theirs"));
    }
    assertBothSay("tag", "--set", "");
    assertThat(both.restic("ours").run("snapshots", "--json").text()).contains("\"original\"");
    both.restic("ours").run("check");
  }

  private List<String> tagsOf(String repository) {
    return both.restic(repository)
        .run("snapshots", "--json")
        .text()
        .replaceAll("\"(id|short_id|parent)\":\"[^\"]*\"", "")
        .lines()
        .toList();
  }

  @Test
  void keysComeAndGoTheSame() throws IOException {
    Files.writeString(folder.resolve("new"), "new secret\n");
    Files.writeString(folder.resolve("empty"), "\n");

    for (var words :
        List.of(
            "key list",
            "key list --json",
            "key add --new-password-file new --user anna --host laptop",
            "key add --new-insecure-no-password",
            "key list surplus",
            "key remove",
            "key remove 00000000",
            "key add --new-password-file empty",
            "key add --new-insecure-no-password --new-password-file new")) {
      assertBothSay(words.split(" "));
    }
    both.restic("theirs").run("key", "passwd", "--new-password-file", "new");
    assertThat(both.program("ours").run("key", "passwd", "--new-password-file", "new").out())
        .startsWith("saved new key as ");

    assertThat(both.restic("ours").tryRun("snapshots").exitCode()).isEqualTo(12);
    var keys = both.restic("ours").with("RESTIC_PASSWORD", "new secret").run("key", "list").text();
    assertThat(keys.lines()).hasSize(6);
    assertThat(keys).containsPattern("anna +laptop");
    assertThat(both.program("theirs").with("RESTIC_PASSWORD", "new secret").run("snapshots").out())
        .contains("2 snapshots");
  }

  @Test
  void aKeyIsRemovedByItsBeginning() throws IOException {
    Files.writeString(folder.resolve("new"), "new secret");
    both.program("ours").run("key", "add", "--new-password-file", "new");
    var other = both.restic("ours").with("RESTIC_PASSWORD", "new secret");
    var current = other.run("key", "list").text().lines().filter(line -> line.startsWith("*"));
    var id = current.findFirst().orElseThrow().substring(1, 9);

    var refused =
        both.program("ours").with("RESTIC_PASSWORD", "new secret").tryRun("key", "remove", id);
    assertThat(refused.exitCode()).isOne();
    assertThat(refused.err()).contains("refusing to remove key currently used");
    assertThat(both.program("ours").run("--no-cache", "key", "remove", id).out())
        .startsWith("removed key " + id);

    assertThat(other.tryRun("snapshots").exitCode()).isEqualTo(12);
  }

  @Test
  void cachesAreListedAndRemovedTheSame() throws IOException {
    var caches = folder.resolve("caches");
    for (var words : List.of("cache --no-size", "cache", "cache --max-age 0", "cache --cleanup")) {
      assertThat(ours(caches, words)).as(words).isEqualTo(theirs(caches, words));
    }
    both.restic("theirs").with("RESTIC_CACHE_DIR", caches.toString()).run("snapshots");
    for (var words : List.of("cache --no-size", "cache", "cache --cleanup", "cache --max-age 1")) {
      assertThat(ours(caches, words)).as(words).isEqualTo(theirs(caches, words));
    }

    assertThat(ours(caches, "cache --cleanup --max-age 0"))
        .isEqualTo("remove 1 old cache directories\n");

    assertThat(theirs(caches, "cache")).startsWith("no cache dirs found");
    assertThat(both.program("ours").tryRun("cache", "--no-cache").err())
        .contains("Refusing to do anything, the cache is disabled");
  }

  private String ours(Path caches, String words) {
    return both.program("ours")
        .with("RESTIC_CACHE_DIR", caches.toString())
        .run(words.split(" "))
        .out();
  }

  private String theirs(Path caches, String words) {
    return both.restic("theirs")
        .with("RESTIC_CACHE_DIR", caches.toString())
        .run(words.split(" "))
        .text();
  }

  /** The same words on both, whatever ids and times are new. */
  private void assertBothSay(String... words) {
    var theirs = both.restic("theirs").tryRun(words);
    var ours = both.program("ours").tryRun(words);

    var what = String.join(" ", words);
    assertThat(ours.exitCode()).as(what + ours).isEqualTo(theirs.exitCode());
    assertThat(lines(ours.out()))
        .as(what)
        .containsExactlyInAnyOrderElementsOf(lines(theirs.text()));
    assertThat(ours.err().isEmpty()).as(what + ours.err()).isEqualTo(theirs.errors().isEmpty());
  }

  private static List<String> lines(String text) {
    return text.replaceAll("\\b[0-9a-f]{64}\\b", "some-id")
        .replaceAll("\\b[0-9a-f]{8}\\b", "short-id")
        .lines()
        .toList();
  }
}
