package caravan.cli;

import caravan.restic.Id;
import caravan.restic.repository.RepositoryLock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A lock that is released as well when the process is told to end, even while it is taken. */
final class InterruptibleLock implements RepositoryLock {
  private static final int GRACE_SECONDS = 60;
  private final CountDownLatch taken = new CountDownLatch(1);
  private final Thread taker = Thread.currentThread();
  private final Thread release;
  private final Console console;
  private volatile RepositoryLock lock;

  InterruptibleLock(Supplier<RepositoryLock> acquisition, Console console) {
    this.console = console;
    release = new Thread(this::releaseAtEnd, "release-lock");
    Runtime.getRuntime().addShutdownHook(release);
    try {
      lock = acquisition.get();
    } catch (RuntimeException e) {
      forgetHook();
      throw e;
    } finally {
      taken.countDown();
    }
  }

  /** The process was told to end. */
  private void releaseAtEnd() {
    console.error("signal received, cleaning up");
    try {
      if (taken.getCount() > 0) {
        taker.interrupt();
        if (!taken.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
          return;
        }
      }
      if (lock != null) {
        lock.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Id id() {
    return lock.id();
  }

  @Override
  public void ensureHeld() {
    lock.ensureHeld();
  }

  @Override
  public void close() {
    lock.close();
    forgetHook();
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(release);
    } catch (IllegalStateException e) {
      // The process is ending already; the hook finds the lock released.
    }
  }
}
