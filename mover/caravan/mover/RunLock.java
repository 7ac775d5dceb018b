package caravan.mover;

import caravan.restic.BackendFailure;
import caravan.restic.repository.RepositoryLock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The lock that a run holds or is about to take, given back at once when the run must end. */
final class RunLock {
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(4);

  private Thread taker;
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
    taker = Thread.currentThread();
  }

  private synchronized void hold(RepositoryLock lock) {
    if (isEnding) {
      lock.close();
    }
    requireGoingOn();
    held = lock;
  }

  private synchronized void end() {
    taker = null;
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

  /** One that is being taken is taken back by its taker. */
  private void awaitTaker() {
    long deadline = System.nanoTime() + GRACE_NANOS;
    try {
      if (taker != null) {
        taker.interrupt();
      }
      for (long left; taker != null && (left = deadline - System.nanoTime()) > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
