package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.filter.PatternList;
import caravan.restic.restorer.NodeFilter;
import caravan.restic.restorer.NodeFilter.Choice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that narrow down what is restored. */
final class IncludeOptions {
  @Mixin private IncludePatterns includes;
  @Mixin private ExcludePatterns excludes;

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
    return includes.isEmpty() && excludes.isEmpty();
  }

  NodeFilter filter(CliContext context) {
    if (!includes.isEmpty() && !excludes.isEmpty()) {
      throw new InvalidInput("exclude and include patterns are mutually exclusive");
    }
    if (!includes.isEmpty()) {
      return including(includes.lists(context));
    }
    return excludes.isEmpty() ? NodeFilter.ALL : excluding(excludes.lists(context));
  }

  Predicate<String> extendedAttributes() {
    if (!includeXattrs.isEmpty() && !excludeXattrs.isEmpty()) {
      throw new InvalidInput("exclude and include xattr patterns are mutually exclusive");
    }
    boolean narrows = !includeXattrs.isEmpty();
    var patterns =
        narrows
            ? PatternFlags.given("--include-xattr", includeXattrs, false)
            : PatternFlags.given("--exclude-xattr", excludeXattrs, false);
    return name -> patterns.matches(name.getBytes(StandardCharsets.UTF_8)) == narrows;
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
