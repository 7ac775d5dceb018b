package caravan.mover;

import caravan.restic.RepositoryLocked;
import caravan.restic.repository.Locks;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ends a run before its work when a lock is there that would end it after its work. Only for runs
 * that are alone with the repository as far as their operator knows: any lock is a stranger's or a
 * dead one's then. Locks that are stale by restic's rule are removed.
 */
final class RefuseLocks extends MoverStep {
  @Override
  void run(MoverRun run) {
    if (!run.environment().refusesLocks()) {
      return;
    }
    var locks = run.repository().locks();
    int removed = locks.removeStale();
    if (removed > 0) {
      run.log().line("successfully removed %d locks", removed);
    }
    boolean needsAll = run.operations().stream().anyMatch(Operation::isExclusive);
    var inTheWay =
        locks.all().stream().filter(found -> needsAll || found.lock().exclusive()).toList();
    if (!inTheWay.isEmpty()) {
      throw new RepositoryLocked(
          "the repository is locked %s; the run goes on when that has ended. A lock that is not refreshed for 30 minutes is removed by itself"
              .formatted(text(inTheWay)));
    }
  }

  private static String text(List<Locks.Found> locks) {
    return locks.stream().map(RefuseLocks::text).collect(Collectors.joining(", and "));
  }

  private static String text(Locks.Found found) {
    var lock = found.lock();
    return "%sby %s since %s (lock %s)"
        .formatted(
            lock.exclusive() ? "exclusively " : "",
            lock.owner().hostname(),
            lock.time(),
            found.id().toShortString());
  }
}
