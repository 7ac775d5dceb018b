package caravan.restic.repository;

import caravan.restic.Id;

/** A lock held on the repository and refreshed until closed. */
public interface RepositoryLock extends AutoCloseable {
  Id id();

  /**
   * Fails once the lock could not be refreshed in time; every step that changes the repository asks
   * first.
   */
  void ensureHeld();

  @Override
  void close();
}
