package caravan.restic.index;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.pack.PackEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every blob of the repository and where its copies lie, in primitive arrays (about 55 bytes a
 * blob). Reads may run beside each other and beside a write; writes are guarded.
 */
public final class BlobIndex {
  private static final int SEGMENT_SHIFT = IdTable.SEGMENT_SHIFT;
  private static final int SEGMENT_MASK = (1 << SEGMENT_SHIFT) - 1;
  private static final int FIELDS = 4;
  private static final int PACK_AND_TYPE = 0;
  private static final int OFFSET = 1;
  private static final int LENGTH = 2;
  private static final int UNCOMPRESSED = 3;

  private final IdTable blobs = new IdTable();
  private final IdTable packs = new IdTable();

  /** Published with the entry's slot in {@link #blobs}. */
  private volatile int[][] segments = {};

  /** One copy of a blob, new to the index or not (then nothing changes: identical duplicates). */
  public synchronized void add(Id packId, PackEntry entry) {
    int pack = packs.find(packId);
    if (pack == IdTable.NONE) {
      pack = packs.add(packId);
    } else if (isKnown(pack, entry)) {
      return;
    }
    append(pack, entry);
  }

  private boolean isKnown(int pack, PackEntry entry) {
    var id = entry.id();
    for (int e = blobs.find(id); e != IdTable.NONE; e = blobs.findNext(id, e)) {
      if (field(e, PACK_AND_TYPE) == packAndType(pack, entry.type())
          && field(e, OFFSET) == entry.offset()
          && field(e, LENGTH) == entry.lengthBytes()
          && field(e, UNCOMPRESSED) == entry.uncompressedBytes()) {
        return true;
      }
    }
    return false;
  }

  private void append(int pack, PackEntry entry) {
    int next = blobs.size();
    if (next >>> SEGMENT_SHIFT == segments.length) {
      var more = Arrays.copyOf(segments, segments.length + 1);
      more[segments.length] = new int[FIELDS << SEGMENT_SHIFT];
      segments = more;
    }
    int[] segment = segments[next >>> SEGMENT_SHIFT];
    int at = (next & SEGMENT_MASK) * FIELDS;
    segment[at + PACK_AND_TYPE] = packAndType(pack, entry.type());
    segment[at + OFFSET] = entry.offset();
    segment[at + LENGTH] = entry.lengthBytes();
    segment[at + UNCOMPRESSED] = entry.uncompressedBytes();
    blobs.add(entry.id());
  }

  private static int packAndType(int pack, BlobType type) {
    return pack << 1 | type.ordinal();
  }

  public boolean contains(BlobType type, Id id) {
    return first(type, id) != IdTable.NONE;
  }

  /** One copy, or null when the blob is not known. */
  public BlobLocation find(BlobType type, Id id) {
    int entry = first(type, id);
    return entry == IdTable.NONE ? null : location(entry, id);
  }

  /** All copies, the one that {@link #find} gives first. */
  public List<BlobLocation> findAll(BlobType type, Id id) {
    var found = new ArrayList<BlobLocation>(1);
    for (int e = first(type, id); e != IdTable.NONE; e = next(type, id, e)) {
      found.add(location(e, id));
    }
    return found;
  }

  /**
   * A number below {@link #size} that stands for the blob, so that a set of blobs can be a set of
   * bits; -1 when the blob is not known. Later additions do not change it.
   */
  public int ordinal(BlobType type, Id id) {
    return first(type, id);
  }

  /** The copy that {@link #ordinal} stands for. */
  public BlobLocation locationAt(int ordinal) {
    return location(ordinal, blobs.get(ordinal));
  }

  private int first(BlobType type, Id id) {
    int entry = blobs.find(id);
    return entry == IdTable.NONE || type(entry) == type ? entry : next(type, id, entry);
  }

  private int next(BlobType type, Id id, int entry) {
    int next = blobs.findNext(id, entry);
    while (next != IdTable.NONE && type(next) != type) {
      next = blobs.findNext(id, next);
    }
    return next;
  }

  /** How many copies of blobs there are in all. */
  public int size() {
    return blobs.size();
  }

  public Set<Id> packs() {
    var all = new HashSet<Id>();
    for (int pack = 0; pack < packs.size(); pack++) {
      all.add(packs.get(pack));
    }
    return all;
  }

  /** Every copy of every blob, pack by pack in the order they were added. */
  public void forEach(Consumer<BlobLocation> consumer) {
    int size = blobs.size();
    for (int entry = 0; entry < size; entry++) {
      consumer.accept(location(entry, blobs.get(entry)));
    }
  }

  private BlobLocation location(int entry, Id id) {
    int[] segment = segments[entry >>> SEGMENT_SHIFT];
    int at = (entry & SEGMENT_MASK) * FIELDS;
    var blob =
        new PackEntry(
            type(entry),
            id,
            segment[at + OFFSET],
            segment[at + LENGTH],
            segment[at + UNCOMPRESSED]);
    return new BlobLocation(packs.get(segment[at + PACK_AND_TYPE] >>> 1), blob);
  }

  private BlobType type(int entry) {
    return (field(entry, PACK_AND_TYPE) & 1) == 0 ? BlobType.DATA : BlobType.TREE;
  }

  private int field(int entry, int field) {
    return segments[entry >>> SEGMENT_SHIFT][(entry & SEGMENT_MASK) * FIELDS + field];
  }
}
