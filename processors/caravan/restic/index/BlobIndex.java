package caravan.restic.index;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.pack.PackEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every blob of the repository and where its copies lie: about 55 bytes a blob. A hash table with
 * open addressing over entries in the order they came; all copies of a blob are found along its
 * probe sequence. Threads may share it.
 */
public final class BlobIndex {
  private static final int FIRST_SLOTS = 1 << 10;
  private final EntryTable entries = new EntryTable();
  private final List<Id> packs = new ArrayList<>();
  private final Map<Id, Integer> packNumbers = new HashMap<>();

  /** Ordinal + 1 of an entry, 0 for none. */
  private int[] slots = new int[FIRST_SLOTS];

  /** Adds one copy of a blob; one that is there already, in the same place, is no change. */
  public synchronized void add(Id packId, PackEntry entry) {
    int pack = packNumbers.computeIfAbsent(packId, this::addPack);
    int slot = home(entry.id().a());
    for (; slots[slot] != 0; slot = next(slot)) {
      int ordinal = slots[slot] - 1;
      if (entries.packNumber(ordinal) == pack
          && entries.isAt(ordinal, entry.type(), entry.id())
          && entries.entry(ordinal).offset() == entry.offset()) {
        return;
      }
    }
    slots[slot] = entries.add(pack, entry) + 1;
    if (entries.size() > slots.length / 4 * 3) {
      grow();
    }
  }

  public synchronized boolean contains(BlobType type, Id id) {
    return ordinal(type, id) >= 0;
  }

  /** One copy, or null when the blob is not known. */
  public synchronized BlobLocation find(BlobType type, Id id) {
    int ordinal = ordinal(type, id);
    return ordinal < 0 ? null : location(ordinal);
  }

  /** All copies, the one that {@link #find} gives first. */
  public synchronized List<BlobLocation> findAll(BlobType type, Id id) {
    var locations = new ArrayList<BlobLocation>(1);
    for (int slot = home(id.a()); slots[slot] != 0; slot = next(slot)) {
      if (entries.isAt(slots[slot] - 1, type, id)) {
        locations.add(location(slots[slot] - 1));
      }
    }
    return locations;
  }

  /**
   * A number below {@link #size} that stands for the blob, so that a set of blobs can be a set of
   * bits; -1 when the blob is not known. Later additions do not change it.
   */
  public synchronized int ordinal(BlobType type, Id id) {
    for (int slot = home(id.a()); slots[slot] != 0; slot = next(slot)) {
      if (entries.isAt(slots[slot] - 1, type, id)) {
        return slots[slot] - 1;
      }
    }
    return -1;
  }

  /** How many copies of blobs there are in all. */
  public synchronized int size() {
    return entries.size();
  }

  public synchronized Set<Id> packs() {
    return Set.copyOf(packs);
  }

  /** Every copy of every blob in the order they were added. */
  public void forEach(Consumer<BlobLocation> consumer) {
    int size = size();
    for (int ordinal = 0; ordinal < size; ordinal++) {
      consumer.accept(locationAt(ordinal));
    }
  }

  private synchronized BlobLocation locationAt(int ordinal) {
    return location(ordinal);
  }

  private BlobLocation location(int ordinal) {
    return new BlobLocation(packs.get(entries.packNumber(ordinal)), entries.entry(ordinal));
  }

  private int addPack(Id packId) {
    packs.add(packId);
    return packs.size() - 1;
  }

  private int home(long firstBits) {
    return (int) (firstBits >>> 20) & slots.length - 1;
  }

  private int next(int slot) {
    return slot + 1 & slots.length - 1;
  }

  private void grow() {
    slots = new int[Math.multiplyExact(slots.length, 2)];
    for (int ordinal = 0; ordinal < entries.size(); ordinal++) {
      int slot = home(entries.firstBits(ordinal));
      while (slots[slot] != 0) {
        slot = next(slot);
      }
      slots[slot] = ordinal + 1;
    }
  }
}
