package caravan.cli;

import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.SnapshotFilter;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.SnapshotReference;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.restic.walker.SnapshotDiff;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what changed from one snapshot to another. */
@Command(
    name = "diff",
    description = {
      "Show what changed from the first snapshot to the second.",
      "+ added, - removed, M content modified, T another type, U other metadata, ? bit rot: the",
      "content changed but nothing else did."
    },
    footer = {
      "",
      "Examples:",
      "  caravan diff 79766175 latest",
      "  caravan diff --metadata 79766175:/home bdbd3439:/home"
    })
final class DiffVerb extends Verb {
  @Parameters(paramLabel = "ID[:FOLDER] ID[:FOLDER]", description = "the snapshots to compare")
  private List<String> names = new ArrayList<>();

  @Option(names = "--metadata", description = "tell of changed metadata as well")
  private boolean metadata;

  DiffVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (names.size() != 2) {
      throw new InvalidInput("specify two snapshot IDs");
    }
    return withRepository(
        readingMode(),
        (repository, lock) -> {
          var all = repository.snapshots();
          var references = names.stream().map(SnapshotReference::parse).toList();
          var before = SnapshotFinder.find(all, references.get(0), SnapshotFilter.ALL);
          var after = SnapshotFinder.find(all, references.get(1), SnapshotFilter.ALL);
          say(
              "comparing snapshot %s to %s:\n",
              before.id().toShortString(), after.id().toShortString());
          repository.loadIndex();
          var report = new DiffReport(this);
          var diff = new SnapshotDiff(repository, metadata, report);
          var result =
              diff.compare(
                  tree(repository, before, references.get(0)),
                  tree(repository, after, references.get(1)));
          report.print(names, result);
          return OK;
        });
  }

  private static Id tree(
      Repository repository, StoredSnapshot stored, SnapshotReference reference) {
    return TreePaths.find(repository, stored.snapshot().tree(), reference.subfolder());
  }
}
