package caravan.restic.archiver;

import caravan.restic.repository.BlobSaver.Saved;

/** How much a file or directory adds to the repository: plain and as stored. */
record Added(long bytes, long storedBytes) {
  static final Added NOTHING = new Added(0, 0);

  Added and(Saved saved, int length) {
    return saved.isNew() ? new Added(bytes + length, storedBytes + saved.storedBytes()) : this;
  }
}
