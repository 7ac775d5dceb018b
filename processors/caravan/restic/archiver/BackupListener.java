package caravan.restic.archiver;

import caravan.restic.snapshot.Node;

/** Hears how a backup goes, from several threads. */
public interface BackupListener {
  enum Change {
    NEW,
    MODIFIED,
    UNCHANGED
  }

  /** The scan that runs ahead found this much so far; {@code done} when that is all. */
  default void scanned(long files, long bytes, boolean done) {}

  default void started(String path) {}

  default void read(long bytes) {}

  default void finished(String path, Node node, Change change, long addedBytes, long storedBytes) {}

  /** An item could not be read; the run goes on and ends as incomplete. */
  default void failed(String path, String reason) {}
}
