package caravan.restic.archiver;

import caravan.restic.repository.Repository;

/** Saves files and directories as a snapshot. */
public final class Archiver {
  /** The repository's index is loaded; the caller holds a shared lock. */
  public Archiver(Repository repository, BackupOptions options, BackupListener listener) {}

  public BackupResult run() {
    throw new UnsupportedOperationException();
  }
}
