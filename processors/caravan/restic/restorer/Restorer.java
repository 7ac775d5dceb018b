package caravan.restic.restorer;

import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Snapshot;

/** Brings a snapshot's files back into a folder, and never a byte outside it. */
public final class Restorer {
  /** The repository's index is loaded; the caller holds a shared lock. */
  public Restorer(
      Repository repository, Snapshot snapshot, RestoreOptions options, RestoreListener listener) {}

  public RestoreResult run() {
    throw new UnsupportedOperationException();
  }
}
