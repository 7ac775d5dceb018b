package caravan.restic.fs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Memory of one thread outside the heap, used again by each of its system calls. */
final class NativeMemory {
  static final int DATA_BYTES = 256 * 1024;
  private static final int STRING_BYTES = 8 * 1024;
  private static final int STATX_BYTES = 256;
  private static final ThreadLocal<NativeMemory> OF_THREAD =
      ThreadLocal.withInitial(NativeMemory::new);

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment first = arena.allocate(STRING_BYTES);
  private final MemorySegment second = arena.allocate(STRING_BYTES);
  private MemorySegment data;

  /** Where {@code errno} is captured. */
  final MemorySegment state = arena.allocate(Libc.STATE_LAYOUT);

  final MemorySegment statx = arena.allocate(STATX_BYTES, Long.BYTES);

  static NativeMemory ofThread() {
    return OF_THREAD.get();
  }

  /** Writes a C string into the first of two places and returns its address. */
  long string(byte[] text) {
    return write(first, text);
  }

  /** Writes a C string into the second place, while the first one is in use. */
  long secondString(byte[] text) {
    return write(second, text);
  }

  MemorySegment data() {
    if (data == null) {
      data = arena.allocate(DATA_BYTES, Long.BYTES);
    }
    return data;
  }

  private static long write(MemorySegment place, byte[] text) {
    for (byte b : text) {
      if (b == 0) {
        throw PosixException.of("name", text, Errno.EINVAL);
      }
    }
    if (text.length >= STRING_BYTES) {
      throw PosixException.of("name", text, Errno.ENAMETOOLONG);
    }
    MemorySegment.copy(text, 0, place, ValueLayout.JAVA_BYTE, 0, text.length);
    place.set(ValueLayout.JAVA_BYTE, text.length, (byte) 0);
    return place.address();
  }
}
