package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.filter.PatternList;
import caravan.restic.restorer.NodeFilter;
import caravan.restic.restorer.NodeFilter.Choice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** The flags that narrow down what is restored. */
final class IncludeOptions {
  @Option(
      names = {"-i", "--include"},
      paramLabel = "PATTERN",
      description = "restore only what matches")
  List<String> includes = new ArrayList<>();

  @Option(names = "--iinclude", paramLabel = "PATTERN", description = "the same, whatever the case")
  List<String> includesIgnoringCase = new ArrayList<>();

  @Option(
      names = {"-e", "--exclude"},
      paramLabel = "PATTERN",
      description = "leave out what matches")
  List<String> excludes = new ArrayList<>();

  @Option(names = "--iexclude", paramLabel = "PATTERN", description = "the same, whatever the case")
  List<String> excludesIgnoringCase = new ArrayList<>();

  @Option(
      names = "--include-xattr",
      paramLabel = "PATTERN",
      description = "restore only these attributes")
  List<String> includeXattrs = new ArrayList<>();

  @Option(
      names = "--exclude-xattr",
      paramLabel = "PATTERN",
      description = "leave out these attributes")
  List<String> excludeXattrs = new ArrayList<>();

  boolean isEmpty() {
    return includes.isEmpty()
        && includesIgnoringCase.isEmpty()
        && excludes.isEmpty()
        && excludesIgnoringCase.isEmpty();
  }

  NodeFilter filter(CliContext context) {
    boolean hasIncludes = !includes.isEmpty() || !includesIgnoringCase.isEmpty();
    boolean hasExcludes = !excludes.isEmpty() || !excludesIgnoringCase.isEmpty();
    if (hasIncludes && hasExcludes) {
      throw new InvalidInput("exclude and include patterns are mutually exclusive");
    }
    if (hasIncludes) {
      return including(PatternList.of(includes), PatternList.ignoringCase(includesIgnoringCase));
    }
    return hasExcludes
        ? excluding(PatternList.of(excludes), PatternList.ignoringCase(excludesIgnoringCase))
        : NodeFilter.ALL;
  }

  Predicate<String> extendedAttributes() {
    if (!includeXattrs.isEmpty() && !excludeXattrs.isEmpty()) {
      throw new InvalidInput("exclude and include xattr patterns are mutually exclusive");
    }
    var patterns = PatternList.of(includeXattrs.isEmpty() ? excludeXattrs : includeXattrs);
    boolean includes = !includeXattrs.isEmpty();
    return name -> patterns.matches(name.getBytes(StandardCharsets.UTF_8)) == includes;
  }

  private static NodeFilter including(PatternList first, PatternList second) {
    return (path, isDirectory) -> {
      var one = first.match(path);
      var other = second.match(path);
      return new Choice(
          one.matches() || other.matches(), one.mayMatchBelow() || other.mayMatchBelow());
    };
  }

  private static NodeFilter excluding(PatternList first, PatternList second) {
    return (path, isDirectory) ->
        first.matches(path) || second.matches(path) ? Choice.SKIPPED : Choice.SELECTED;
  }
}
