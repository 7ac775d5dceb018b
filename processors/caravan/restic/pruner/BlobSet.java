package caravan.restic.pruner;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.index.BlobIndex;
import java.util.BitSet;

/** A set of blobs that are in the index: one bit each. Threads may share it. */
final class BlobSet {
  private final BlobIndex index;
  private final BitSet bits = new BitSet();

  BlobSet(BlobIndex index) {
    this.index = index;
  }

  private BlobSet(BlobSet other) {
    index = other.index;
    bits.or(other.bits);
  }

  BlobSet copy() {
    return new BlobSet(this);
  }

  /** Adds a blob by its ordinal in the index; whether it was not there before. */
  boolean add(int ordinal) {
    synchronized (bits) {
      boolean isNew = !bits.get(ordinal);
      bits.set(ordinal);
      return isNew;
    }
  }

  /** Whether it was there. */
  boolean remove(BlobType type, Id id) {
    int ordinal = index.ordinal(type, id);
    synchronized (bits) {
      boolean wasThere = ordinal >= 0 && bits.get(ordinal);
      if (wasThere) {
        bits.clear(ordinal);
      }
      return wasThere;
    }
  }

  boolean contains(BlobType type, Id id) {
    int ordinal = index.ordinal(type, id);
    synchronized (bits) {
      return ordinal >= 0 && bits.get(ordinal);
    }
  }

  int size() {
    synchronized (bits) {
      return bits.cardinality();
    }
  }
}
