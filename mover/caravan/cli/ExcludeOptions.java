package caravan.cli;

import caravan.restic.ByteSize;
import caravan.restic.InvalidInput;
import caravan.restic.archiver.EntryFilter;
import caravan.restic.filter.PatternFile;
import caravan.restic.filter.PatternList;
import caravan.restic.fs.FileStat;
import caravan.restic.snapshot.GoFileMode;
import caravan.restic.snapshot.NodeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  List<String> excludesIgnoringCase = new ArrayList<>();

  @Option(
      names = "--exclude-file",
      paramLabel = "FILE",
      description = "patterns from a file, one a line")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--iexclude-file",
      paramLabel = "FILE",
      description = "the same, whatever the case")
  List<Path> filesIgnoringCase = new ArrayList<>();

  @Option(
      names = "--exclude-larger-than",
      paramLabel = "SIZE",
      description = "leave out bigger files")
  String largerThan = "";

  EntryFilter filter(CliContext context) {
    var lists =
        List.of(
            PatternList.of(excludes),
            PatternList.ignoringCase(excludesIgnoringCase),
            PatternList.ofBytes(patterns(files, context), false),
            PatternList.ofBytes(patterns(filesIgnoringCase, context), true));
    long limit = largerThan.isEmpty() ? Long.MAX_VALUE : ByteSize.parse(largerThan);
    return (path, stat) ->
        lists.stream().noneMatch(list -> list.matches(path)) && !isTooLarge(stat, limit);
  }

  private static boolean isTooLarge(FileStat stat, long limit) {
    return stat.sizeBytes() > limit && GoFileMode.typeOf(stat.mode()) == NodeType.FILE;
  }

  private static List<byte[]> patterns(List<Path> files, CliContext context) {
    var patterns = new ArrayList<byte[]>();
    for (var file : files) {
      try {
        var content = Files.readAllBytes(context.workingDirectory().resolve(file));
        patterns.addAll(PatternFile.parse(content, context::variable));
      } catch (IOException e) {
        throw new InvalidInput("cannot read the pattern file " + file + ": " + e, e);
      }
    }
    return patterns;
  }
}
