package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/verbs.md true: each verb and flag that restic's help names, and each of ours. */
class VerbTableIT {
  private static final Path TABLE = Path.of("docs/verbs.md");
  private static final String EVERY_VERB = "every verb";
  private static final Pattern FLAG =
      Pattern.compile("^\\s+(?:-\\w, +)?(--[a-z][\\w-]*)", Pattern.MULTILINE);
  private static final Pattern VERB = Pattern.compile("^  ([a-z-]+) {2,}\\S", Pattern.MULTILINE);
  private static final Pattern NAMED = Pattern.compile("`(--[a-z][\\w-]*)`");
  private static final Set<String> HELP = Set.of("--help", "--version");
  private static final Set<String> HIDDEN = Set.of("--cleanup-cache");
  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "key", List.of("key add", "key list", "key passwd", "key remove"),
          "repair", List.of("repair index", "repair packs", "repair snapshots"));
  @TempDir Path folder;

  /** One row: flags that work, restic's that do not, and those of ours alone. */
  private record Row(Set<String> here, String missing, Set<String> onlyHere) {
    boolean isMissing() {
      return missing.startsWith("the verb: ");
    }
  }

  @Test
  void eachVerbOfResticHasARow() throws IOException {
    var verbs = new ArrayList<>(List.of(EVERY_VERB));
    VERB.matcher(between(help(), "Available Commands:", "\nFlags:"))
        .results()
        .map(found -> found.group(1))
        .filter(verb -> !verb.equals("help"))
        .forEach(verb -> verbs.addAll(GROUPS.getOrDefault(verb, List.of(verb))));

    assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(verbs);
  }

  @TestFactory
  Stream<DynamicTest> eachRowIsTrue() throws IOException {
    return rows().entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.getKey(), () -> check(row.getKey(), row.getValue())));
  }

  private void check(String verb, Row row) {
    if (row.isMissing()) {
      assertThat(ours(verb + " --help")).contains("not supported");
      return;
    }
    var global = flags(help().split("\nFlags:")[1]);
    var ours = flags(ours((verb.equals(EVERY_VERB) ? "unlock" : verb) + " --help"));
    Set<String> theirs = global;
    if (verb.equals(EVERY_VERB)) {
      ours.removeAll(Set.of("--remove-all"));
      ours.addAll(HIDDEN);
    } else {
      theirs = flags(theirs(("help " + verb)).split("Global Flags:")[0]);
      var own = theirs;
      ours.removeIf(flag -> global.contains(flag) && !own.contains(flag));
    }

    assertThat(row.here()).isEqualTo(intersection(ours, theirs));
    assertThat(named(row.missing())).isEqualTo(difference(theirs, ours));
    assertThat(row.onlyHere()).isEqualTo(difference(ours, theirs));
    assertThat(reasons(row.missing())).hasSameSizeAs(named(row.missing()));
  }

  private static Map<String, Row> rows() throws IOException {
    var rows = new LinkedHashMap<String, Row>();
    for (var line : Files.readAllLines(TABLE)) {
      var cells = line.split("\\|");
      if (line.startsWith("| `") && cells.length > 5) {
        var verb = cells[1].strip().replace("`", "");
        rows.put(verb, new Row(named(cells[2]), cells[3].strip(), named(cells[4])));
      }
    }
    return rows;
  }

  private static List<String> reasons(String cell) {
    return Pattern.compile("` \\([^)]+\\)").matcher(cell).results().map(it -> it.group()).toList();
  }

  private static Set<String> named(String cell) {
    return all(NAMED, cell);
  }

  private static Set<String> flags(String help) {
    return difference(all(FLAG, help), HELP);
  }

  private static Set<String> all(Pattern pattern, String text) {
    var found = new TreeSet<String>();
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }

  private static Set<String> difference(Set<String> a, Set<String> b) {
    var rest = new TreeSet<>(a);
    rest.removeAll(new HashSet<>(b));
    return rest;
  }

  private static Set<String> intersection(Set<String> a, Set<String> b) {
    var both = new TreeSet<>(a);
    both.retainAll(b);
    return both;
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private String help() {
    return theirs("help");
  }

  private String theirs(String words) {
    return new TwoPrograms(folder).restic("none").run(words.split(" ")).text();
  }

  private String ours(String words) {
    return new TwoPrograms(folder).program("none").tryRun(words.split(" ")).all();
  }
}
