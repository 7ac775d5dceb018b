package caravan.cli;

import caravan.restic.ByteSize;
import caravan.restic.InvalidInput;
import caravan.restic.archiver.EntryFilter;
import caravan.restic.filter.PatternFile;
import caravan.restic.filter.PatternList;
import caravan.restic.filter.TagFile;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags that leave files out of a backup. */
final class ExcludeOptions {
  @Option(
      names = {"-e", "--exclude"},
      paramLabel = "PATTERN",
      description = "leave out what matches")
  List<String> excludes = new ArrayList<>();

  @Option(names = "--iexclude", paramLabel = "PATTERN", description = "the same, whatever the case")
  private List<String> excludesIgnoringCase = new ArrayList<>();

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

  @Option(
      names = "--exclude-larger-than",
      paramLabel = "SIZE",
      description = "leave out bigger files, e.g. 500M")
  private String largerThan = "";

  @Option(
      names = "--exclude-if-present",
      paramLabel = "NAME[:HEADER]",
      description = "leave out folders that hold such a file, but for the file")
  private List<String> tagFiles = new ArrayList<>();

  @Option(names = "--exclude-caches", description = "leave out folders that CACHEDIR.TAG marks")
  private boolean caches;

  @Option(
      names = {"-x", "--one-file-system"},
      description = "leave out what other file systems hold")
  private boolean oneFileSystem;

  EntryFilter filter(CliContext context, List<String> targets) {
    var lists =
        List.of(
            patterns("--exclude", excludes, false),
            patterns("--iexclude", excludesIgnoringCase, true),
            fromFiles("--exclude-file", files, context, false),
            fromFiles("--iexclude-file", filesIgnoringCase, context, true));
    long limit = largerThan.isEmpty() ? Long.MAX_VALUE : ByteSize.parse(largerThan);
    var tags = tagFiles();
    var devices = oneFileSystem ? new OneFileSystem(context, targets) : null;
    return (path, stat) ->
        lists.stream().noneMatch(list -> list.matches(path))
            && !(stat.isRegular() && stat.sizeBytes() > limit)
            && !tags.exclude(path)
            && (devices == null || !devices.excludes(path, stat));
  }

  private TagFiles tagFiles() {
    var tags = new ArrayList<TagFile>();
    tagFiles.forEach(text -> tags.add(TagFile.parse(text)));
    if (caches) {
      tags.add(TagFile.CACHE_DIRECTORY);
    }
    return new TagFiles(tags);
  }

  /** Patterns as given on the command line. */
  static PatternList patterns(String flag, List<String> patterns, boolean ignoreCase) {
    try {
      return ignoreCase ? PatternList.ignoringCase(patterns) : PatternList.of(patterns);
    } catch (InvalidInput e) {
      throw new InvalidInput(flag + ": " + e.getMessage(), e);
    }
  }

  /** Patterns that files list, with variables of the environment. */
  static PatternList fromFiles(
      String flag, List<String> files, CliContext context, boolean ignoreCase) {
    var patterns = new ArrayList<byte[]>();
    for (var file : files) {
      var content = FileReading.bytes(context, file, "pattern file");
      patterns.addAll(PatternFile.parse(content, context.environment()::get));
    }
    try {
      return PatternList.ofBytes(patterns, ignoreCase);
    } catch (InvalidInput e) {
      throw new InvalidInput(flag + ": " + e.getMessage(), e);
    }
  }
}
