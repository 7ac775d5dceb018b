package caravan.cli;

import caravan.restic.filter.PatternList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The flags that leave out what matches, the same for a backup and a restore. */
final class ExcludePatterns {
  @Option(
      names = {"-e", "--exclude"},
      paramLabel = "PATTERN",
      description = "leave out what matches")
  List<String> given = new ArrayList<>();

  @Option(names = "--iexclude", paramLabel = "PATTERN", description = "the same, whatever the case")
  private List<String> ignoringCase = new ArrayList<>();

  @Option(
      names = "--exclude-file",
      paramLabel = "FILE",
      description = "patterns from a file, one a line")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--iexclude-file",
      paramLabel = "FILE",
      description = "the same, whatever the case")
  private List<String> filesIgnoringCase = new ArrayList<>();

  boolean isEmpty() {
    return Stream.of(given, ignoringCase, files, filesIgnoringCase).allMatch(List::isEmpty);
  }

  List<PatternList> lists(CliContext context) {
    return List.of(
        PatternFlags.given("--exclude", given, false),
        PatternFlags.given("--iexclude", ignoringCase, true),
        PatternFlags.fromFiles("--exclude-file", files, context, false),
        PatternFlags.fromFiles("--iexclude-file", filesIgnoringCase, context, true));
  }
}
