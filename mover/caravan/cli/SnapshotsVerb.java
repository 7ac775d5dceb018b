package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.GroupBy;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.SnapshotGroup;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.text.SnapshotTable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists snapshots. */
@Command(
    name = "snapshots",
    description = "List snapshots.",
    footer = {
      "",
      "Examples:",
      "  caravan snapshots",
      "  caravan snapshots --latest 3 --host nas",
      "  caravan snapshots --group-by host,paths --compact",
      "  caravan snapshots --json"
    })
final class SnapshotsVerb extends Verb {
  @Mixin private SnapshotOptions.WithShortHost selection;

  @Parameters(paramLabel = "ID", description = "snapshots to list; without, all")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = {"-c", "--compact"},
      description = "leave paths out")
  private boolean compact;

  @Option(
      names = "--latest",
      paramLabel = "N",
      description = "only the last N of each host and paths")
  private int latest;

  @Option(
      names = {"-g", "--group-by"},
      paramLabel = "GROUP",
      description = "host, paths, tags, or several with commas")
  private String groupBy = "";

  SnapshotsVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (latest < 0) {
      throw new InvalidInput("--latest " + latest + " is negative: give how many to show");
    }
    var by = GroupBy.parse(groupBy);
    return withRepository(
        readingMode(),
        (repository, lock) -> {
          var filter = selection.filter(context());
          var all = SnapshotLists.withSortedPaths(repository.snapshots());
          var found = SnapshotFinder.findAll(all, ids, filter, this::warn);
          print(SnapshotGroup.of(limit(found), by), by);
          return OK;
        });
  }

  /** The last ones of each host and paths, still oldest first. */
  private List<StoredSnapshot> limit(List<StoredSnapshot> found) {
    if (latest == 0) {
      return found;
    }
    var kept = new ArrayList<StoredSnapshot>();
    for (var group : SnapshotGroup.of(found, GroupBy.HOST_AND_PATHS)) {
      var all = group.snapshots();
      kept.addAll(all.subList(Math.max(0, all.size() - latest), all.size()));
    }
    return found.stream().filter(kept::contains).toList();
  }

  private void print(List<SnapshotGroup> groups, GroupBy by) {
    boolean isGrouped = !by.equals(GroupBy.NOTHING);
    if (isJson()) {
      console().json(isGrouped ? SnapshotLists.grouped(groups) : SnapshotLists.all(groups));
      return;
    }
    for (var group : groups) {
      if (isGrouped) {
        console().line("snapshots for (" + heading(group.key()) + "):");
      }
      var table = new SnapshotTable(context().zone(), compact);
      group.snapshots().forEach(stored -> table.add(stored, List.of()));
      table.lines().forEach(console()::line);
    }
  }

  private static String heading(SnapshotGroup.Key key) {
    var parts = new ArrayList<String>();
    if (!key.hostname().isEmpty()) {
      parts.add("host [" + key.hostname() + "]");
    }
    if (!key.tags().isEmpty()) {
      parts.add("tags [" + String.join(", ", key.tags()) + "]");
    }
    if (!key.paths().isEmpty()) {
      parts.add("paths [" + String.join(", ", key.paths()) + "]");
    }
    return String.join(", ", parts);
  }
}
