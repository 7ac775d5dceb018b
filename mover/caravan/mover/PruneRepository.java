package caravan.mover;

import caravan.restic.pruner.PruneListener;
import caravan.restic.pruner.PruneOptions;
import caravan.restic.pruner.Pruner;
import caravan.restic.repository.LockMode;
import caravan.text.PruneReport;

/** Removes what no snapshot needs. */
final class PruneRepository extends MoverStep {
  @Override
  void run(MoverRun run) {
    run.log().title("Starting prune");
    var repository = run.repository();
    boolean changed;
    try (var lock = run.lock(LockMode.EXCLUSIVE)) {
      run.log().line("loading the index");
      run.loadIndex();
      var listener =
          new PruneListener() {
            @Override
            public void warned(String text) {
              run.log().line("warning: " + text);
            }
          };
      var result = new Pruner(repository, PruneOptions.DEFAULT, listener, lock::ensureHeld).run();
      PruneReport.lines(result.stats()).forEach(run.log()::line);
      changed = result.changed();
    }
    run.outcome().pruned();
    run.log().line("done");
    if (changed) {
      // The index in memory tells of packs that are gone: what follows opens the repository anew.
      run.close();
    }
  }
}
