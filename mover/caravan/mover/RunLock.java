package caravan.mover;

import caravan.restic.BackendFailure;
import caravan.restic.repository.RepositoryLock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The lock that a run holds or is about to take, given back at once when the run must end. */
final class RunLock {
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(4);

  private boolean isTaking;
  private RepositoryLock held;
  private boolean isEnding;

  /**
   * @throws BackendFailure when the run was told to end
   */
  RepositoryLock take(Supplier<RepositoryLock> acquisition) {
    begin();
    try {
      var lock = acquisition.get();
      hold(lock);
      return lock;
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    requireGoingOn();
    isTaking = true;
  }

  private synchronized void hold(RepositoryLock lock) {
    if (isEnding) {
      lock.close();
    }
    requireGoingOn();
    held = lock;
  }

  private synchronized void end() {
    isTaking = false;
    notifyAll();
  }

  private void requireGoingOn() {
    if (isEnding) {
      throw new BackendFailure("no lock is taken any more: the run is ending");
    }
  }

  /** Nothing is written under the lock from here on, and no other is taken. */
  synchronized void giveBack() {
    isEnding = true;
    awaitTaker();
    if (held != null) {
      held.close();
    }
  }

  /**
   * One that is being taken is given back by its taker, within a second where the store answers. It
   * is not interrupted: a file that is just being stored would be there, and nobody would know.
   */
  private void awaitTaker() {
    long deadline = System.nanoTime() + GRACE_NANOS;
    try {
      for (long left; isTaking && (left = deadline - System.nanoTime()) > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
