package caravan.cli;

import caravan.restic.Id;
import caravan.restic.repairer.MissingContent;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.restic.rewriter.RewriteOptions;
import caravan.restic.rewriter.SnapshotReplacement;
import caravan.restic.rewriter.TreeRewriter;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes snapshots without what is lost of them. */
@Command(
    name = "snapshots",
    description = {
      "Make new snapshots without the files and folders that are lost.",
      "Run repair index first: what is only missing in the index is not lost."
    },
    footer = {
      "",
      "Examples:",
      "  caravan repair snapshots --dry-run",
      "  caravan repair snapshots --forget 79766175"
    })
final class RepairSnapshotsVerb extends Verb {
  @Mixin private SnapshotOptions.WithShortHost selection;
  @Mixin private RewriteFlags flags;

  @Parameters(paramLabel = "ID", description = "snapshots to repair; without, all selected")
  private List<String> ids = new ArrayList<>();

  RepairSnapshotsVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    return withRepository(
        flags.dryRun ? null : LockMode.EXCLUSIVE,
        (repository, lock) -> {
          var all = repository.snapshots();
          repository.loadIndex();
          var filter = selection.filter(context());
          repair(repository, lock, SnapshotFinder.findAll(all, ids, filter, this::warn));
          return OK;
        });
  }

  private void repair(Repository repository, RepositoryLock lock, List<StoredSnapshot> snapshots) {
    var options = new RewriteOptions(flags.dryRun, flags.forget, "repaired", null, null);
    var news = new RewriteNews(this, flags.dryRun);
    Runnable ensureHeld = lock == null ? () -> {} : lock::ensureHeld;
    var replacement = new SnapshotReplacement(repository, options, news, ensureHeld);
    var rules = new MissingContent(repository.index(), new RepairNews(this));
    var rewriter = new TreeRewriter(repository, rules);
    int changed = 0;
    for (var stored : snapshots) {
      sayAlways("");
      sayAlways(SnapshotText.describe(stored, context().zone()));
      Id tree;
      try (var uploads = repository.uploads(flags.dryRun)) {
        try (var saver = uploads.saver()) {
          tree = rewriter.rewrite(stored.snapshot().tree(), saver);
        }
        ensureHeld.run();
        uploads.flush();
      }
      changed += replacement.replace(stored, tree, null) ? 1 : 0;
    }
    news.sum(changed);
  }
}
