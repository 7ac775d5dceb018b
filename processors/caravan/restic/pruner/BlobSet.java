package caravan.restic.pruner;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.index.BlobIndex;
import caravan.restic.index.BlobLocation;
import java.util.BitSet;
import java.util.function.Consumer;

/** A set of blobs that are in the index: one bit each. Threads may share it. */
public final class BlobSet {
  private final BlobIndex index;
  private final BitSet bits = new BitSet();

  public BlobSet(BlobIndex index) {
    this.index = index;
  }

  private BlobSet(BlobSet other) {
    index = other.index;
    bits.or(other.bits);
  }

  public BlobSet copy() {
    return new BlobSet(this);
  }

  /** Adds a blob by its ordinal in the index; whether it was not there before. */
  public boolean add(int ordinal) {
    synchronized (bits) {
      boolean isNew = !bits.get(ordinal);
      bits.set(ordinal);
      return isNew;
    }
  }

  /** Whether it was there. */
  public boolean remove(BlobType type, Id id) {
    int ordinal = index.ordinal(type, id);
    synchronized (bits) {
      boolean wasThere = ordinal >= 0 && bits.get(ordinal);
      if (wasThere) {
        bits.clear(ordinal);
      }
      return wasThere;
    }
  }

  public boolean contains(BlobType type, Id id) {
    int ordinal = index.ordinal(type, id);
    synchronized (bits) {
      return ordinal >= 0 && bits.get(ordinal);
    }
  }

  public int size() {
    synchronized (bits) {
      return bits.cardinality();
    }
  }

  /** Hands over where each blob lies, in the order of the index. */
  public void forEach(Consumer<BlobLocation> consumer) {
    BitSet all;
    synchronized (bits) {
      all = (BitSet) bits.clone();
    }
    all.stream().mapToObj(index::locationAt).forEach(consumer);
  }

  /** Takes away what the other has. */
  public void removeAll(BlobSet other) {
    var gone = other.copy();
    synchronized (bits) {
      bits.andNot(gone.bits);
    }
  }
}
