package caravan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** A command line as restic takes it, put as our parser does. */
final class Words {
  private static final Pattern VERBOSITY = Pattern.compile("(?:-v|--verbose)=(\\d+)");
  private static final int MOST_VERBOSE = 3;

  /** Verbs of two words. */
  private static final Set<String> GROUPS = Set.of("key", "repair");

  private final List<String> words;
  private final int verbAt;

  private Words(List<String> words) {
    this.words = words;
    verbAt = verbAt(words);
  }

  static Words of(List<String> arguments) {
    var words = new ArrayList<String>();
    boolean isOver = false;
    for (var argument : arguments) {
      isOver |= argument.equals("--");
      var level = VERBOSITY.matcher(argument);
      if (!isOver && level.matches()) {
        int times = level.group(1).length() > 1 ? MOST_VERBOSE : Integer.parseInt(level.group(1));
        for (int i = 0; i < Math.min(times, MOST_VERBOSE); i++) {
          words.add("-v");
        }
      } else {
        words.add(argument);
      }
    }
    return new Words(words);
  }

  /** The first word that is no flag and no flag's value; null when there is none. */
  String verb() {
    return verbAt < words.size() ? words.get(verbAt) : null;
  }

  /** Flags of every verb may come before it, as in restic; our parser wants them after it. */
  String[] verbFirst() {
    var rest = new ArrayList<>(words);
    var moved = new ArrayList<String>();
    if (verb() != null) {
      moved.add(rest.remove(verbAt));
      int second = verbAt(rest);
      if (GROUPS.contains(verb()) && second < rest.size()) {
        moved.add(rest.remove(second));
      }
    }
    moved.addAll(rest);
    return moved.toArray(String[]::new);
  }

  private static int verbAt(List<String> words) {
    var flags = CommandSpec.forAnnotatedObject(new GlobalOptions()).optionsMap();
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-")) {
      var flag = flags.get(words.get(at));
      at += flag != null && flag.arity().min() > 0 ? 2 : 1;
    }
    return at;
  }
}
