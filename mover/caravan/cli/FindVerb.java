package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.filter.PatternList;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.restic.walker.SnapshotWalk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds files by name, or blobs, trees and packs by id, in all snapshots. */
@Command(
    name = "find",
    description = "Find files, or blobs, trees and packs, in snapshots.",
    footer = {
      "",
      "Examples:",
      "  caravan find config.json",
      "  caravan find --long --oldest 2026-01-01 '*.yml' '*.json'",
      "  caravan find --json --blob 420f620f b46ebe8a",
      "  caravan find --show-pack-id --pack 025c1d06"
    })
final class FindVerb extends Verb {
  @Mixin private SnapshotOptions.WithShortHost selection;

  @Parameters(paramLabel = "PATTERN", description = "names, paths or ids to look for")
  private List<String> patterns = new ArrayList<>();

  @Option(names = "--blob", description = "the patterns are ids of blobs")
  private boolean blob;

  @Option(names = "--tree", description = "the patterns are ids of trees")
  private boolean tree;

  @Option(names = "--pack", description = "the patterns are ids of packs")
  private boolean pack;

  @Option(names = "--show-pack-id", description = "with ids: tell the packs they are in")
  private boolean showPackId;

  @Option(
      names = {"-i", "--ignore-case"},
      description = "upper and lower case are the same")
  private boolean ignoreCase;

  @Option(
      names = {"-l", "--long"},
      description = "modes, owners, sizes and times as well")
  private boolean isLong;

  @Option(names = "--human-readable", description = "sizes in MiB and the like")
  private boolean human;

  @Option(
      names = {"-N", "--newest"},
      paramLabel = "TIME",
      description = "modified not after this")
  private String newest = "";

  @Option(
      names = {"-O", "--oldest"},
      paramLabel = "TIME",
      description = "modified not before this")
  private String oldest = "";

  @Option(
      names = {"-R", "--reverse"},
      description = "the oldest snapshot first")
  private boolean reverse;

  @Option(
      names = {"-s", "--snapshot"},
      paramLabel = "ID",
      description = "only in this snapshot; repeated: and in those")
  private List<String> snapshots = new ArrayList<>();

  FindVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (patterns.isEmpty()) {
      throw new InvalidInput("wrong number of arguments: name what to look for");
    }
    if (Stream.of(blob, tree, pack).filter(given -> given).count() > 1) {
      throw new InvalidInput("cannot have several ID types");
    }
    var times = FindTimes.of(oldest, newest, context().zone().zone());
    var list = ignoreCase ? PatternList.ignoringCase(patterns) : PatternList.of(patterns);
    boolean isById = blob || tree || pack;
    return withRepository(
        readingMode(),
        (repository, lock) -> {
          var all = repository.snapshots();
          repository.loadIndex();
          var ids = isById ? ids(repository) : null;
          var report = report();
          for (var stored : selected(all)) {
            report.in(stored);
            var root = stored.snapshot().tree();
            var visitor = isById ? ids.below(root, report) : new NameSearch(list, times, report);
            new SnapshotWalk(repository, visitor).walk(root);
          }
          report.finish();
          if (isById && showPackId) {
            ids.packs(repository.index()).forEach(console()::line);
          }
          return OK;
        });
  }

  private FindReport report() {
    return isJson()
        ? new FindJson(console())
        : new FindText(this, new TextListing.Style(isLong, human));
  }

  private IdSearch ids(Repository repository) {
    if (pack) {
      return IdSearch.ofPacks(patterns, repository.index());
    }
    return blob ? IdSearch.ofBlobs(patterns) : IdSearch.ofTrees(patterns);
  }

  private List<StoredSnapshot> selected(List<StoredSnapshot> all) {
    var filter = selection.filter(context());
    Comparator<StoredSnapshot> byTime =
        Comparator.comparing(stored -> stored.snapshot().time().toInstant());
    return SnapshotFinder.findAll(all, snapshots, filter, this::warn).stream()
        .sorted(reverse ? byTime : byTime.reversed())
        .toList();
  }
}
