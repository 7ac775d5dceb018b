package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.filter.PatternList;
import caravan.restic.restorer.NodeFilter;
import caravan.restic.restorer.NodeFilter.Choice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The flags that narrow down what is restored. */
final class IncludeOptions {
  @Option(
      names = {"-i", "--include"},
      paramLabel = "PATTERN",
      description = "restore only what matches")
  private List<String> includes = new ArrayList<>();

  @Option(names = "--iinclude", paramLabel = "PATTERN", description = "the same, whatever the case")
  private List<String> includesIgnoringCase = new ArrayList<>();

  @Option(
      names = "--include-file",
      paramLabel = "FILE",
      description = "patterns from a file, one a line")
  private List<String> includeFiles = new ArrayList<>();

  @Option(
      names = "--iinclude-file",
      paramLabel = "FILE",
      description = "the same, whatever the case")
  private List<String> includeFilesIgnoringCase = new ArrayList<>();

  @Option(
      names = {"-e", "--exclude"},
      paramLabel = "PATTERN",
      description = "leave out what matches")
  private List<String> excludes = new ArrayList<>();

  @Option(names = "--iexclude", paramLabel = "PATTERN", description = "the same, whatever the case")
  private List<String> excludesIgnoringCase = new ArrayList<>();

  @Option(
      names = "--exclude-file",
      paramLabel = "FILE",
      description = "patterns from a file, one a line")
  private List<String> excludeFiles = new ArrayList<>();

  @Option(
      names = "--iexclude-file",
      paramLabel = "FILE",
      description = "the same, whatever the case")
  private List<String> excludeFilesIgnoringCase = new ArrayList<>();

  @Option(
      names = "--include-xattr",
      paramLabel = "PATTERN",
      description = "restore only these attributes, e.g. user.*")
  private List<String> includeXattrs = new ArrayList<>();

  @Option(
      names = "--exclude-xattr",
      paramLabel = "PATTERN",
      description = "leave out these attributes")
  private List<String> excludeXattrs = new ArrayList<>();

  boolean isEmpty() {
    return !hasIncludes() && !hasExcludes();
  }

  NodeFilter filter(CliContext context) {
    if (hasIncludes() && hasExcludes()) {
      throw new InvalidInput("exclude and include patterns are mutually exclusive");
    }
    if (hasIncludes()) {
      return including(
          List.of(
              ExcludeOptions.patterns("--include", includes, false),
              ExcludeOptions.patterns("--iinclude", includesIgnoringCase, true),
              ExcludeOptions.fromFiles("--include-file", includeFiles, context, false),
              ExcludeOptions.fromFiles(
                  "--iinclude-file", includeFilesIgnoringCase, context, true)));
    }
    return hasExcludes() ? excluding(excludeLists(context)) : NodeFilter.ALL;
  }

  private List<PatternList> excludeLists(CliContext context) {
    return List.of(
        ExcludeOptions.patterns("--exclude", excludes, false),
        ExcludeOptions.patterns("--iexclude", excludesIgnoringCase, true),
        ExcludeOptions.fromFiles("--exclude-file", excludeFiles, context, false),
        ExcludeOptions.fromFiles("--iexclude-file", excludeFilesIgnoringCase, context, true));
  }

  Predicate<String> extendedAttributes() {
    if (!includeXattrs.isEmpty() && !excludeXattrs.isEmpty()) {
      throw new InvalidInput("exclude and include xattr patterns are mutually exclusive");
    }
    boolean includes = !includeXattrs.isEmpty();
    var patterns =
        includes
            ? ExcludeOptions.patterns("--include-xattr", includeXattrs, false)
            : ExcludeOptions.patterns("--exclude-xattr", excludeXattrs, false);
    return name -> patterns.matches(name.getBytes(StandardCharsets.UTF_8)) == includes;
  }

  private boolean hasIncludes() {
    return Stream.of(includes, includesIgnoringCase, includeFiles, includeFilesIgnoringCase)
        .anyMatch(list -> !list.isEmpty());
  }

  private boolean hasExcludes() {
    return Stream.of(excludes, excludesIgnoringCase, excludeFiles, excludeFilesIgnoringCase)
        .anyMatch(list -> !list.isEmpty());
  }

  private static NodeFilter including(List<PatternList> lists) {
    return (path, isDirectory) -> {
      boolean matches = false;
      boolean mayMatchBelow = false;
      for (var list : lists) {
        if (!list.isEmpty()) {
          var match = list.match(path);
          matches |= match.matches();
          mayMatchBelow |= match.mayMatchBelow();
        }
      }
      return new Choice(matches, mayMatchBelow);
    };
  }

  private static NodeFilter excluding(List<PatternList> lists) {
    return (path, isDirectory) ->
        lists.stream().anyMatch(list -> list.matches(path)) ? Choice.SKIPPED : Choice.SELECTED;
  }
}
