package caravan.restic.copier;

import caravan.restic.Id;
import caravan.restic.snapshot.StoredSnapshot;

/** Hears how a copy goes. */
public interface CopyListener {
  CopyListener NONE = new CopyListener() {};

  /** A snapshot is there already, under this id. */
  default void skipped(StoredSnapshot source, Id copy) {}

  /** A snapshot begins. */
  default void started(StoredSnapshot source) {}

  /** So much of it is missing in the other repository. */
  default void planned(long blobs, long bytes, int packs) {}

  /** One pack more of those is looked through. */
  default void packDone() {}

  /** The blobs of the snapshot are on their way. */
  default void copied(StoredSnapshot source) {}

  /** So many snapshots are about to be saved together. */
  default void saving(int snapshots) {}

  default void saved(StoredSnapshot source, Id copy) {}
}
