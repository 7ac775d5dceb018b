package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.json.JsonOutput;
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
      "  caravan snapshots --json"
    })
final class SnapshotsVerb extends Verb {
  @Mixin private SnapshotOptions selection;

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

  @Option(names = "--group-by", paramLabel = "GROUP", description = "host, paths, tags")
  private String groupBy = "";

  SnapshotsVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (latest < 0) {
      throw new InvalidInput("--latest must not be negative");
    }
    return withRepository(
        readingMode(),
        (repository, lock) -> {
          var found =
              SnapshotFinder.findAll(repository.snapshots(), ids, selection.filter(), this::warn);
          print(SnapshotGroup.of(limit(found), GroupBy.parse(groupBy)));
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

  private void print(List<SnapshotGroup> groups) {
    boolean isGrouped = !groupBy.isEmpty();
    if (isJson()) {
      console().json(isGrouped ? groupedJson(groups) : json(groups));
      return;
    }
    if (groups.isEmpty()) {
      console().line("0 snapshots");
    }
    for (var group : groups) {
      if (isGrouped) {
        console().line("snapshots for (%s):", group.key());
      }
      var table = new SnapshotTable(context().clock().getZone(), compact);
      group.snapshots().forEach(stored -> table.add(stored, List.of()));
      table.lines().forEach(console()::line);
    }
  }

  private static JsonOutput json(List<SnapshotGroup> groups) {
    var out = new JsonOutput().beginArray();
    for (var group : groups) {
      group.snapshots().forEach(stored -> SnapshotText.openJson(out, stored).endObject());
    }
    return out.endArray();
  }

  private static JsonOutput groupedJson(List<SnapshotGroup> groups) {
    var out = new JsonOutput().beginArray();
    for (var group : groups) {
      var key = group.key();
      out.beginObject().name("group_key").beginObject().member("hostname", key.hostname());
      texts(out.name("paths"), key.paths());
      texts(out.name("tags"), key.tags());
      out.endObject().name("snapshots").beginArray();
      group.snapshots().forEach(stored -> SnapshotText.openJson(out, stored).endObject());
      out.endArray().endObject();
    }
    return out.endArray();
  }

  static void texts(JsonOutput out, List<String> texts) {
    if (texts.isEmpty()) {
      out.raw("null");
    } else {
      out.beginArray();
      texts.forEach(out::value);
      out.endArray();
    }
  }
}
