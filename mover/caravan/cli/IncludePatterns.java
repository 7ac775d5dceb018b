package caravan.cli;

import caravan.restic.filter.PatternList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The flags that leave in only what matches, the same for a restore and a rewrite. */
final class IncludePatterns {
  @Option(
      names = {"-i", "--include"},
      paramLabel = "PATTERN",
      description = "only what matches")
  private List<String> given = new ArrayList<>();

  @Option(names = "--iinclude", paramLabel = "PATTERN", description = "the same, whatever the case")
  private List<String> ignoringCase = new ArrayList<>();

  @Option(
      names = "--include-file",
      paramLabel = "FILE",
      description = "patterns from a file, one a line")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--iinclude-file",
      paramLabel = "FILE",
      description = "the same, whatever the case")
  private List<String> filesIgnoringCase = new ArrayList<>();

  boolean isEmpty() {
    return Stream.of(given, ignoringCase, files, filesIgnoringCase).allMatch(List::isEmpty);
  }

  List<PatternList> lists(CliContext context) {
    return List.of(
        PatternFlags.given("--include", given, false),
        PatternFlags.given("--iinclude", ignoringCase, true),
        PatternFlags.fromFiles("--include-file", files, context, false),
        PatternFlags.fromFiles("--iinclude-file", filesIgnoringCase, context, true));
  }
}
