package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that change something say what restic says, each on a copy of one repository. */
class WritingVerbsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NEVER_EQUAL =
      Set.of("total_duration", "backup_start", "backup_end", "snapshot_id", "data_added_packed");
  @TempDir Path folder;
  private TwoPrograms both;

  @BeforeEach
  void fillARepository() throws IOException {
    both = new TwoPrograms(folder);
    var source = folder.resolve("source");
    Files.createDirectories(source.resolve("dir/deep"));
    var content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    Files.write(source.resolve("dir/big"), content);
    Files.writeString(source.resolve("dir/deep/small"), "small");
    Files.writeString(source.resolve("first"), "first");
    Files.createSymbolicLink(source.resolve("link"), Path.of("first"));
    both.init("theirs");
    both.restic("theirs").run("backup", "-q", "--host", "nas", "source");
    both.copy("theirs", "ours");
  }

  @Test
  void backupReportsTheSame() throws IOException {
    Files.writeString(folder.resolve("source/first"), "changed");

    var theirs = both.restic("theirs").run("backup", "--host", "nas", "-v", "source").text();
    var ours = both.program("ours").run("backup", "--host", "nas", "-v", "source").out();

    assertThat(lines(ours)).containsExactlyInAnyOrderElementsOf(lines(theirs));
  }

  @Test
  void backupSumsUpTheSame() throws IOException {
    Files.writeString(folder.resolve("source/first"), "changed");

    var theirs =
        last(both.restic("theirs").run("backup", "--host", "nas", "--json", "source").text());
    var ours = last(both.program("ours").run("backup", "--host", "nas", "--json", "source").out());

    assertThat(ours.fieldNames()).toIterable().containsExactlyElementsOf(names(theirs));
    for (var name : names(ours)) {
      if (!NEVER_EQUAL.contains(name)) {
        assertThat(ours.get(name)).as(name).isEqualTo(theirs.get(name));
      }
    }
  }

  @Test
  void backupTellsOfEachItem() throws IOException {
    Files.writeString(folder.resolve("source/new"), "new");

    var theirs = both.restic("theirs").run("backup", "--host", "nas", "-vv", "--json", "source");
    var ours = both.program("ours").run("backup", "--host", "nas", "-vv", "--json", "source");

    assertThat(items(ours.out())).containsExactlyInAnyOrderElementsOf(items(theirs.text()));
  }

  @Test
  void aMissingSourceMakesABackupIncomplete() {
    var theirs = both.restic("theirs").tryRun("backup", "--host", "nas", "source", "gone");
    var ours = both.program("ours").tryRun("backup", "--host", "nas", "source", "gone");

    assertThat(ours.exitCode()).isEqualTo(theirs.exitCode()).isEqualTo(3);
    assertThat(ours.err()).isEqualTo(theirs.errors());
    assertThat(lines(ours.out())).isEqualTo(lines(theirs.text()));
  }

  @Test
  void anUnreadableFileMakesABackupIncomplete() {
    var theirs = both.restic("theirs").tryRun("backup", "/proc/self/mem", "--json");
    var ours = both.program("ours").tryRun("backup", "/proc/self/mem", "--json");

    assertThat(ours.exitCode()).isEqualTo(theirs.exitCode()).isEqualTo(3);
    assertThat(last(ours.err())).isEqualTo(last(theirs.errors()));
    assertThat(ours.err()).contains("\"message_type\":\"error\"", "\"during\":\"archival\"");
  }

  @Test
  void excludedFoldersStayWithTheirTagFiles() throws IOException {
    Files.writeString(
        folder.resolve("source/dir/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n");
    Files.writeString(folder.resolve("source/dir/deep/.skip"), "");
    var words =
        new String[] {
          "backup", "-q", "--exclude-caches", "--exclude-if-present", ".skip", "-x", "source"
        };

    both.restic("theirs").run(words);
    both.program("ours").run(words);

    assertThat(both.program("ours").run("ls", "latest", "-q").out())
        .isEqualTo(both.restic("theirs").run("ls", "latest", "-q").text())
        .contains("/source/dir/CACHEDIR.TAG")
        .doesNotContain("big", "deep");
  }

  @Test
  void restoreReportsTheSame() throws IOException {
    for (var words : List.of("restore latest", "restore latest --json", "restore latest -vv")) {
      var theirs = restore("theirs", words);
      var ours = restore("ours", words);

      assertThat(lines(ours)).as(words).containsExactlyInAnyOrderElementsOf(lines(theirs));
    }
  }

  @Test
  void restoreOverwritesAndDeletesTheSame() throws IOException {
    restore("theirs", "restore latest");
    restore("ours", "restore latest");
    for (var target : List.of("target-theirs", "target-ours")) {
      Files.writeString(folder.resolve(target).resolve("source/first"), "broken");
      Files.writeString(folder.resolve(target).resolve("source/extra"), "extra");
    }

    for (var words :
        List.of(
            "restore latest --delete --dry-run -vv",
            "restore latest --delete -vv --json",
            "restore latest --overwrite never",
            "restore latest:source/dir --include big --verify --json")) {
      assertThat(lines(restore("ours", words)))
          .as(words)
          .containsExactlyInAnyOrderElementsOf(lines(restore("theirs", words)));
    }
  }

  @Test
  void forgetAndPruneReportTheSame() throws IOException {
    for (int i = 0; i < 3; i++) {
      Files.writeString(folder.resolve("source/first"), "version " + i);
      both.restic("theirs").run("backup", "-q", "--host", "nas", "source");
    }
    both.copy("theirs", "ours-later");

    var words = new String[] {"forget", "--keep-last", "1", "--prune"};
    var ours = both.program("ours-later").run(words).out();
    var theirs = both.restic("theirs").run(words).text();

    assertThat(lines(ours)).containsExactlyElementsOf(lines(theirs));
    both.restic("ours-later").run("check", "--read-data");
  }

  @Test
  void initReportsTheSame() throws IOException {
    var theirs = both.restic("new-theirs").run("init").text();
    var ours = both.program("new-ours").run("init").out();
    assertThat(lines(ours)).isEqualTo(lines(theirs));

    var json = last(both.program("new-json").run("init", "--json").out());
    assertThat(json.fieldNames()).toIterable().containsExactly("message_type", "id", "repository");
  }

  @Test
  void initCutsAsAnotherRepositoryDoes() {
    both.program("copy")
        .with("RESTIC_FROM_PASSWORD", "secret")
        .run("init", "--copy-chunker-params", "--from-repo", "theirs");

    assertThat(polynomial("copy")).isEqualTo(polynomial("theirs"));
  }

  private String polynomial(String repository) {
    return last(both.program(repository).run("cat", "config").out().replace("\n", ""))
        .get("chunker_polynomial")
        .asText();
  }

  private String restore(String who, String words) throws IOException {
    var all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(List.of("--target", "target-" + who));
    var arguments = all.toArray(String[]::new);
    return who.equals("ours")
        ? both.program(who).run(arguments).out()
        : both.restic(who).run(arguments).text();
  }

  /** What no two runs have in common is made equal. */
  private static List<String> lines(String output) {
    return output
        .replaceAll("\\[\\d+:\\d+]", "[time]")
        .replaceAll(" in \\d+:\\d\\d", " in time")
        .replaceAll("in \\d+\\.\\d+s", "in time")
        .replaceAll("\\b[0-9a-f]{8,10}\\b", "some-id")
        .replaceAll("(target|new)-(ours|theirs)", "$1")
        .replaceAll("\\(.* stored\\)", "(stored)")
        .replaceAll("(?m)^(finished|verifying|warning:) .*\n", "")
        .replaceAll("(?m)^\\{\"message_type\":\"status\".*\n", "")
        .lines()
        .toList();
  }

  private static List<String> items(String output) {
    var items = new ArrayList<String>();
    for (var line : output.split("\n")) {
      var json = parse(line);
      if (json.get("message_type").asText().equals("verbose_status")) {
        items.add(json.get("action").asText() + " " + json.get("item").asText() + names(json));
      }
    }
    return items;
  }

  private static JsonNode last(String output) {
    return parse(output.strip().lines().reduce((a, b) -> b).orElseThrow());
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
