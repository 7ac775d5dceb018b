package caravan.cli;

import caravan.restic.InvalidInput;
import picocli.CommandLine.Mixin;

/** The flags that say which files a rewritten snapshot has. */
final class RewritePatterns {
  @Mixin private ExcludePatterns excludes;
  @Mixin private IncludePatterns includes;

  boolean isEmpty() {
    return excludes.isEmpty() && includes.isEmpty();
  }

  void requireOneKind() {
    if (!excludes.isEmpty() && !includes.isEmpty()) {
      throw new InvalidInput("exclude and include patterns are mutually exclusive");
    }
  }

  /** What a rewrite of one snapshot does. */
  SelectedFiles rules(Verb verb) {
    return includes.isEmpty()
        ? SelectedFiles.excluding(verb, excludes.lists(verb.context()))
        : SelectedFiles.including(verb, includes.lists(verb.context()));
  }
}
