package caravan.restic.index;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.pack.PackEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Blob entries in the order they came, in primitive arrays that grow by segments: 48 bytes each.
 */
final class EntryTable {
  private static final int SEGMENT_BITS = 14;
  private static final int SEGMENT_SIZE = 1 << SEGMENT_BITS;
  private static final int LONGS = 4;
  private static final int INTS = 4;
  private static final int TREE_BIT = Integer.MIN_VALUE;

  private final List<long[]> ids = new ArrayList<>();
  private final List<int[]> places = new ArrayList<>();
  private int size;

  int size() {
    return size;
  }

  int add(int packNumber, PackEntry entry) {
    if (size >>> SEGMENT_BITS == ids.size()) {
      ids.add(new long[SEGMENT_SIZE * LONGS]);
      places.add(new int[SEGMENT_SIZE * INTS]);
    }
    var id = ids.get(size >>> SEGMENT_BITS);
    var place = places.get(size >>> SEGMENT_BITS);
    int row = size & SEGMENT_SIZE - 1;
    id[row * LONGS] = entry.id().a();
    id[row * LONGS + 1] = entry.id().b();
    id[row * LONGS + 2] = entry.id().c();
    id[row * LONGS + 3] = entry.id().d();
    place[row * INTS] = packNumber | (entry.type() == BlobType.TREE ? TREE_BIT : 0);
    place[row * INTS + 1] = entry.offset();
    place[row * INTS + 2] = entry.lengthBytes();
    place[row * INTS + 3] = entry.uncompressedBytes();
    return size++;
  }

  boolean isAt(int ordinal, BlobType type, Id id) {
    var ids = this.ids.get(ordinal >>> SEGMENT_BITS);
    int at = (ordinal & SEGMENT_SIZE - 1) * LONGS;
    return ids[at] == id.a()
        && ids[at + 1] == id.b()
        && ids[at + 2] == id.c()
        && ids[at + 3] == id.d()
        && isTree(ordinal) == (type == BlobType.TREE);
  }

  long firstBits(int ordinal) {
    return ids.get(ordinal >>> SEGMENT_BITS)[(ordinal & SEGMENT_SIZE - 1) * LONGS];
  }

  int packNumber(int ordinal) {
    return place(ordinal, 0) & ~TREE_BIT;
  }

  PackEntry entry(int ordinal) {
    var ids = this.ids.get(ordinal >>> SEGMENT_BITS);
    int at = (ordinal & SEGMENT_SIZE - 1) * LONGS;
    return new PackEntry(
        isTree(ordinal) ? BlobType.TREE : BlobType.DATA,
        new Id(ids[at], ids[at + 1], ids[at + 2], ids[at + 3]),
        place(ordinal, 1),
        place(ordinal, 2),
        place(ordinal, 3));
  }

  private boolean isTree(int ordinal) {
    return place(ordinal, 0) < 0;
  }

  private int place(int ordinal, int column) {
    return places.get(ordinal >>> SEGMENT_BITS)[(ordinal & SEGMENT_SIZE - 1) * INTS + column];
  }
}
