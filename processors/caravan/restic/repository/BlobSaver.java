package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.Id;

/** Hashes, looks up, compresses, seals and packs blobs for one thread. */
public interface BlobSaver extends AutoCloseable {
  /** Stores a blob unless it is there or on its way. */
  Saved save(BlobType type, byte[] buffer, int length);

  /** Stores bytes sealed elsewhere in this repository, as prune does; the id is trusted. */
  void saveSealed(caravan.restic.pack.PackEntry entry, byte[] sealed);

  @Override
  void close();

  /**
   * @param storedBytes sealed size of a new blob, 0 for one that was known
   */
  record Saved(Id id, boolean isNew, int storedBytes) {}
}
