package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.filter.PatternFile;
import caravan.restic.filter.PatternList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Patterns as flags give them; what is wrong with one is told with the flag's name. */
final class PatternFlags {
  private PatternFlags() {}

  /** Patterns as given on the command line. */
  static PatternList given(String flag, List<String> patterns, boolean ignoreCase) {
    return naming(
        flag, () -> ignoreCase ? PatternList.ignoringCase(patterns) : PatternList.of(patterns));
  }

  /** Patterns that files list, with variables of the environment. */
  static PatternList fromFiles(
      String flag, List<String> files, CliContext context, boolean ignoreCase) {
    var patterns = new ArrayList<byte[]>();
    for (var file : files) {
      var content = FileReading.bytes(context, file, "pattern file");
      patterns.addAll(PatternFile.parse(content, context.environment()::get));
    }
    return naming(flag, () -> PatternList.ofBytes(patterns, ignoreCase));
  }

  private static PatternList naming(String flag, Supplier<PatternList> patterns) {
    try {
      return patterns.get();
    } catch (InvalidInput e) {
      throw new InvalidInput(flag + ": " + e.getMessage(), e);
    }
  }
}
