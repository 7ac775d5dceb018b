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
  private static final int VERBOSE = 2;
  private final Verb verb;

  PruneWork(Verb verb) {
    this.verb = verb;
  }

  void run(Repository repository, RepositoryLock lock, PruneOptions options) {
    repository.loadIndex();
    verb.say("loading all snapshots...");
    try (var news = new News(options.dryRun())) {
      new Pruner(repository, options, news, ensureHeld(lock)).run();
    }
    if (!options.dryRun()) {
      verb.say("done");
    }
  }

  private static Runnable ensureHeld(RepositoryLock lock) {
    return lock == null ? () -> {} : lock::ensureHeld;
  }

  /** Says each phase, how far it is, and the plan. */
  private final class News implements PruneListener, AutoCloseable {
    private final boolean isDryRun;
    private CountMeter meter;

    News(boolean isDryRun) {
      this.isDryRun = isDryRun;
    }

    @Override
    public void started(Phase phase, long total) {
      close();
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
      meter = new CountMeter(verb, things(phase), total);
    }

    private static String things(Phase phase) {
      return switch (phase) {
        case FINDING_USED_DATA -> "snapshots";
        case COLLECTING_PACKS -> "packs processed";
        case REPACKING -> "packs repacked";
        case REBUILDING_INDEX -> "indexes processed";
        case DELETING_OLD_INDEXES -> "old indexes deleted";
        case DELETING_UNREFERENCED_PACKS, DELETING_PACKS -> "files deleted";
      };
    }

    @Override
    public void progressed(Phase phase, long more) {
      meter.add(more);
    }

    @Override
    public void planned(PruneStats stats) {
      close();
      if (verb.global.verbosity() >= VERBOSE) {
        verb.say("");
        PruneReport.found(stats).forEach(verb::say);
      }
      verb.say("");
      if (isDryRun) {
        verb.say("Would have made the following changes:");
        verb.say("");
      }
      PruneReport.lines(stats).forEach(verb::say);
      verb.say("");
      if (verb.global.verbosity() >= VERBOSE) {
        PruneReport.packs(stats).forEach(verb::say);
      }
    }

    @Override
    public void warned(String text) {
      verb.warn(text);
    }

    /** Ends the phase under way. */
    @Override
    public void close() {
      if (meter != null) {
        meter.close();
        meter = null;
      }
    }
  }
}
