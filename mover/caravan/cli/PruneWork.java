package caravan.cli;

import caravan.restic.pruner.PruneListener;
import caravan.restic.pruner.PruneOptions;
import caravan.restic.pruner.PruneStats;
import caravan.restic.pruner.Pruner;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.text.PruneReport;

/** Prunes and tells about it, for the two verbs that do. */
final class PruneWork {
  private final Verb verb;

  PruneWork(Verb verb) {
    this.verb = verb;
  }

  void run(Repository repository, RepositoryLock lock, PruneOptions options) {
    verb.say("loading indexes...");
    repository.loadIndex();
    verb.say("loading all snapshots...");
    new Pruner(repository, options, new Listener(options.dryRun()), ensureHeld(lock)).run();
    verb.say("done");
  }

  private static Runnable ensureHeld(RepositoryLock lock) {
    return lock == null ? () -> {} : lock::ensureHeld;
  }

  /** Says each phase and the plan. */
  private final class Listener implements PruneListener {
    private final boolean isDryRun;

    Listener(boolean isDryRun) {
      this.isDryRun = isDryRun;
    }

    @Override
    public void started(Phase phase, long total) {
      switch (phase) {
        case FINDING_USED_DATA ->
            verb.say("finding data that is still in use for %d snapshots", total);
        case COLLECTING_PACKS -> {
          verb.say("searching used packs...");
          verb.say("collecting packs for deletion and repacking");
        }
        case DELETING_UNREFERENCED_PACKS -> verb.say("deleting unreferenced packs");
        case REPACKING -> verb.say("repacking packs");
        case REBUILDING_INDEX -> verb.say("rebuilding index");
        case DELETING_OLD_INDEXES -> {}
        case DELETING_PACKS -> verb.say("removing %d old packs", total);
      }
    }

    @Override
    public void planned(PruneStats stats) {
      verb.say("");
      if (isDryRun) {
        verb.say("Would have made the following changes:");
        verb.say("");
      }
      PruneReport.lines(stats).forEach(verb::say);
      verb.say("");
    }

    @Override
    public void warned(String text) {
      verb.warn(text);
    }
  }
}
