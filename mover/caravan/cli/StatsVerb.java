package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.restic.walker.CountingMode;
import caravan.restic.walker.SnapshotCounter;
import caravan.restic.walker.SnapshotCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Counts what snapshots hold. */
@Command(
    name = "stats",
    description = "Count the files or the blobs of snapshots.",
    footer = {
      "",
      "Examples:",
      "  caravan stats latest",
      "  caravan stats --mode raw-data",
      "  caravan stats --mode files-by-contents --host nas --json"
    })
final class StatsVerb extends Verb {
  @Mixin private SnapshotOptions.WithShortHost selection;

  @Parameters(paramLabel = "ID", description = "snapshots to count; without, all")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "restore-size, files-by-contents, blobs-per-file or raw-data")
  private String mode = CountingMode.RESTORE_SIZE.word();

  StatsVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    var counting =
        Arrays.stream(CountingMode.values())
            .filter(known -> known.word().equals(mode))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "unknown counting mode: %s (--help has those there are)".formatted(mode)));
    return withRepository(
        readingMode(),
        (repository, lock) -> {
          var all = repository.snapshots();
          repository.loadIndex();
          if (!isJson()) {
            console().line("scanning...");
          }
          var filter = selection.filter(context());
          var found = SnapshotFinder.findAll(all, ids, filter, this::warn);
          var snapshots = found.stream().map(StoredSnapshot::snapshot).toList();
          SnapshotCounts counts;
          try (var meter = new StatsMeter(this, snapshots.size())) {
            counts = new SnapshotCounter(repository, counting, meter).count(snapshots);
          }
          new StatsReport(this, counting, counts).print();
          return OK;
        });
  }
}
