package caravan.restic.archiver;

import caravan.restic.repository.Repository;

/** Saves files and directories as a snapshot. */
public final class Archiver {
  /**
   * The repository's index is loaded; the caller holds a shared lock.
   *
   * @param ensureLockHeld asked before every step that must not happen without the lock, such as
   *     {@code lock::ensureHeld}
   */
  public Archiver(
      Repository repository,
      BackupOptions options,
      BackupListener listener,
      Runnable ensureLockHeld) {}

  public BackupResult run() {
    throw new UnsupportedOperationException();
  }
}
