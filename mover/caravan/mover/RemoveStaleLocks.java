package caravan.mover;

import caravan.restic.RepositoryMissing;

/**
 * Removes locks that are stale by restic's rule, and those whose owners somebody has proven dead
 * and named. Never all of them.
 */
final class RemoveStaleLocks extends MoverStep {
  private final OpenRepository open = new OpenRepository();

  @Override
  void run(MoverRun run) {
    run.log().title("Starting unlock");
    try {
      open.run(run);
    } catch (RepositoryMissing e) {
      run.log().line("there is no repository yet, hence no lock");
      return;
    }
    var locks = run.repository().locks();
    run.environment().clearLocks().forEach(locks::remove);
    int removed = run.environment().clearLocks().size() + locks.removeStale();
    if (removed > 0) {
      run.log().line("successfully removed %d locks", removed);
    }
  }
}
