package caravan.cli;

import caravan.restic.Id;
import caravan.restic.repository.RepositoryLock;

/** A lock that is released as well when the process is told to end. */
final class InterruptibleLock implements RepositoryLock {
  private final RepositoryLock lock;
  private final Thread release;

  InterruptibleLock(RepositoryLock lock) {
    this.lock = lock;
    release = new Thread(lock::close, "release-lock");
    Runtime.getRuntime().addShutdownHook(release);
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
    try {
      Runtime.getRuntime().removeShutdownHook(release);
    } catch (IllegalStateException e) {
      // The process is ending already; the hook finds the lock released.
    }
  }
}
