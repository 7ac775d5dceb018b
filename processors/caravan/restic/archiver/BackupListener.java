package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.snapshot.Node;

/**
 * Hears how a backup goes, from several threads. Paths are those inside the snapshot, with a slash
 * at the end of a directory's; failures name the absolute path.
 */
public interface BackupListener {
  enum Change {
    NEW,
    MODIFIED,
    UNCHANGED
  }

  /** The snapshot that this one is compared with, null for none. */
  default void comparedWith(Id parent) {}

  /** The scan that runs ahead found this much so far; {@code done} when that is all. */
  default void scanned(long files, long bytes, boolean done) {}

  /** A file is about to be read. */
  default void started(String path) {}

  /** This many bytes more were read, or need not be read because their file is unchanged. */
  default void read(long bytes) {}

  /** A file, directory or other entry is in the snapshot; new blobs of it took so much. */
  default void finished(String path, Node node, Change change, long addedBytes, long storedBytes) {}

  /** An item could not be read; the run goes on and ends as incomplete. */
  default void failed(String path, String reason) {}
}
