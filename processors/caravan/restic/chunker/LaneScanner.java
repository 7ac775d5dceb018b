package caravan.restic.chunker;

import java.lang.invoke.MethodHandles;

/**
 * Scans three stretches of the buffer side by side, since one alone waits for its own table
 * look-ups.
 *
 * <p>The fingerprint depends on the last 64 bytes only, so a stretch may begin anywhere. The state
 * is shifted left by 11: its top byte falls off by itself. The tables are a static constant, which
 * lets the compiler drop every range check; {@link Chunker} therefore defines this class once for
 * each polynomial, as a hidden class that carries its own tables.
 */
final class LaneScanner implements CutScanner {
  static final int SHIFT = 63 - Polynomial.DEGREE + 1;
  private static final long CUT_MASK = ((1L << 20) - 1) << SHIFT;
  private static final int LANE_BYTES = 8 << 10;
  private static final int LANES = 3;
  private static final int NONE = Integer.MAX_VALUE;

  /** What the top byte adds when it falls off, then what a byte adds when it leaves the window. */
  private static final long[] TABLES = tables();

  private static long[] tables() {
    try {
      return MethodHandles.classData(MethodHandles.lookup(), "_", long[].class);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int find(byte[] buffer, int from, int to) {
    int at = from;
    for (; to - at >= LANES * LANE_BYTES; at += LANES * LANE_BYTES) {
      int cut = findInLanes(buffer, at);
      if (cut != NONE) {
        return cut;
      }
    }
    return findInOne(buffer, at, to);
  }

  private static int findInLanes(byte[] buffer, int at) {
    int second = at + LANE_BYTES, third = at + 2 * LANE_BYTES;
    long a = fingerprint(buffer, at), b = fingerprint(buffer, second);
    long c = fingerprint(buffer, third);
    if ((a & CUT_MASK) == 0) {
      return at;
    }
    int cut = (b & CUT_MASK) == 0 ? second : (c & CUT_MASK) == 0 ? third : NONE;
    for (int i = at; i < second; i++) {
      int j = i + LANE_BYTES, k = i + 2 * LANE_BYTES;
      a = slide(a, buffer[i], buffer[i - WINDOW_BYTES]);
      b = slide(b, buffer[j], buffer[j - WINDOW_BYTES]);
      c = slide(c, buffer[k], buffer[k - WINDOW_BYTES]);
      if ((a & CUT_MASK) == 0) {
        return i + 1;
      }
      if ((b & CUT_MASK) == 0) {
        cut = Math.min(cut, j + 1);
      }
      if ((c & CUT_MASK) == 0) {
        cut = Math.min(cut, k + 1);
      }
    }
    return cut;
  }

  private static int findInOne(byte[] buffer, int from, int to) {
    if (from > to) {
      return -1;
    }
    long state = fingerprint(buffer, from);
    for (int i = from; (state & CUT_MASK) != 0; i++) {
      if (i == to) {
        return -1;
      }
      state = slide(state, buffer[i], buffer[i - WINDOW_BYTES]);
      if ((state & CUT_MASK) == 0) {
        return i + 1;
      }
    }
    return from;
  }

  private static long slide(long state, byte in, byte out) {
    return state << 8
        ^ (in & 0xffL) << SHIFT
        ^ TABLES[256 + (out & 0xff)]
        ^ TABLES[(int) (state >>> 56)];
  }

  /** Of the 64 bytes before {@code end}. */
  private static long fingerprint(byte[] buffer, int end) {
    long state = 0;
    for (int i = end - WINDOW_BYTES; i < end; i++) {
      state = state << 8 ^ (buffer[i] & 0xffL) << SHIFT ^ TABLES[(int) (state >>> 56)];
    }
    return state;
  }
}
