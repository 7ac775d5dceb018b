package caravan.cli;

import caravan.restic.ByteSize;
import caravan.restic.archiver.EntryFilter;
import caravan.restic.archiver.TagFiles;
import caravan.restic.filter.TagFile;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that leave files out of a backup. */
final class ExcludeOptions {
  @Mixin private ExcludePatterns patterns;

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

  /** The plain patterns, as a snapshot records them. */
  List<String> given() {
    return patterns.given;
  }

  EntryFilter filter(CliContext context, List<String> targets) {
    var lists = patterns.lists(context);
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
}
