package caravan.restic.index;

import caravan.restic.Id;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Numbers ids in the order they come, and finds the numbers of an id again. An id may be there
 * several times.
 *
 * <p>Ids lie in segments, so growing never copies them; slots of a power of two hold number + 1 and
 * are probed one by one from the id's own first bits. Any number of threads may look up beside one
 * that adds: an entry is complete before its slot is published, and a reader that still sees old
 * slots only misses what was added after it began.
 */
final class IdTable {
  static final int NONE = -1;
  static final int SEGMENT_SHIFT = 12;
  private static final int SEGMENT_MASK = (1 << SEGMENT_SHIFT) - 1;
  private static final int FIRST_SLOTS = 1 << 10;
  private static final int LONGS_PER_ID = 4;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

  private volatile long[][] segments = {};
  private volatile int[] slots = new int[FIRST_SLOTS];
  private volatile int size;

  int size() {
    return size;
  }

  /** The first number of an id, or {@link #NONE}. */
  int find(Id id) {
    int[] table = slots;
    return probe(id, table, home(id.a(), table));
  }

  /** The next number of an id whose number {@code entry} was found before, or {@link #NONE}. */
  int findNext(Id id, int entry) {
    int[] table = slots;
    int slot = home(id.a(), table);
    while ((int) SLOT.getAcquire(table, slot) != entry + 1) {
      slot = slot + 1 & table.length - 1;
    }
    return probe(id, table, slot + 1 & table.length - 1);
  }

  private int probe(Id id, int[] table, int from) {
    for (int slot = from; ; slot = slot + 1 & table.length - 1) {
      int entry = (int) SLOT.getAcquire(table, slot) - 1;
      if (entry < 0) {
        return NONE;
      }
      if (isAt(entry, id)) {
        return entry;
      }
    }
  }

  private boolean isAt(int entry, Id id) {
    long[] segment = segments[entry >>> SEGMENT_SHIFT];
    int at = (entry & SEGMENT_MASK) * LONGS_PER_ID;
    return segment[at] == id.a()
        && segment[at + 1] == id.b()
        && segment[at + 2] == id.c()
        && segment[at + 3] == id.d();
  }

  Id get(int entry) {
    long[] segment = segments[entry >>> SEGMENT_SHIFT];
    int at = (entry & SEGMENT_MASK) * LONGS_PER_ID;
    return new Id(segment[at], segment[at + 1], segment[at + 2], segment[at + 3]);
  }

  /** Adds an id without looking whether it is there; one thread at a time. */
  int add(Id id) {
    int entry = size;
    if (entry >>> SEGMENT_SHIFT == segments.length) {
      segments = Arrays.copyOf(segments, segments.length + 1);
      segments[segments.length - 1] = new long[LONGS_PER_ID << SEGMENT_SHIFT];
    }
    long[] segment = segments[entry >>> SEGMENT_SHIFT];
    int at = (entry & SEGMENT_MASK) * LONGS_PER_ID;
    segment[at] = id.a();
    segment[at + 1] = id.b();
    segment[at + 2] = id.c();
    segment[at + 3] = id.d();
    if (entry >= slots.length / 4 * 3) {
      slots = rehashed(entry);
    }
    publish(slots, id.a(), entry);
    size = entry + 1;
    return entry;
  }

  private int[] rehashed(int entries) {
    var larger = new int[slots.length * 2];
    for (int entry = 0; entry < entries; entry++) {
      long[] segment = segments[entry >>> SEGMENT_SHIFT];
      publish(larger, segment[(entry & SEGMENT_MASK) * LONGS_PER_ID], entry);
    }
    return larger;
  }

  private static void publish(int[] table, long idStart, int entry) {
    int slot = home(idStart, table);
    while (table[slot] != 0) {
      slot = slot + 1 & table.length - 1;
    }
    SLOT.setRelease(table, slot, entry + 1);
  }

  private static int home(long idStart, int[] table) {
    return (int) (idStart >>> 20) & table.length - 1;
  }
}
