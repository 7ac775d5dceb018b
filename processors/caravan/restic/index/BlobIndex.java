package caravan.restic.index;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.pack.PackEntry;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every blob of the repository and where its copies lie, in primitive arrays (about 55 bytes a
 * blob). Reads may run beside each other; writes are guarded.
 */
public final class BlobIndex {
  /** One copy of a blob, new to the index or not (then nothing changes: identical duplicates). */
  public void add(Id packId, PackEntry entry) {
    throw new UnsupportedOperationException();
  }

  public boolean contains(BlobType type, Id id) {
    throw new UnsupportedOperationException();
  }

  /** One copy, or null when the blob is not known. */
  public BlobLocation find(BlobType type, Id id) {
    throw new UnsupportedOperationException();
  }

  public List<BlobLocation> findAll(BlobType type, Id id) {
    throw new UnsupportedOperationException();
  }

  public long size() {
    throw new UnsupportedOperationException();
  }

  public Set<Id> packs() {
    throw new UnsupportedOperationException();
  }

  /** Every copy of every blob, pack by pack in the order they were added. */
  public void forEach(Consumer<BlobLocation> consumer) {
    throw new UnsupportedOperationException();
  }
}
