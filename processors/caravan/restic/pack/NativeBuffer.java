package caravan.restic.pack;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * Bytes outside the heap that grow as they are appended to. Memory that is outgrown or closed goes
 * back at once, and none of it counts against the limit of direct buffers, which in a small
 * container is less than a few packs.
 */
final class NativeBuffer implements AutoCloseable {
  private static final int FIRST_BYTES = 1 << 20;
  private static final int GROWTH = 4;

  private final int expectedBytes;
  private Arena arena = Arena.ofShared();
  private MemorySegment memory = MemorySegment.NULL;
  private int size;

  /**
   * @param expectedBytes where growth becomes slow; less is taken while less is needed
   */
  NativeBuffer(int expectedBytes) {
    this.expectedBytes = expectedBytes;
  }

  int size() {
    return size;
  }

  void append(byte[] bytes, int length) {
    int wanted = Math.addExact(size, length);
    if (wanted > memory.byteSize()) {
      grow(wanted);
    }
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, size, length);
    size = wanted;
  }

  /** What is there now, without a copy. */
  ByteBuffer view() {
    return memory.asSlice(0, size).asByteBuffer();
  }

  void clear() {
    size = 0;
  }

  private void grow(int wanted) {
    long capacity = memory.byteSize();
    long next = Math.max(capacity * GROWTH, FIRST_BYTES);
    if (next > expectedBytes) {
      next = capacity < expectedBytes ? expectedBytes : capacity / 4 * 5;
    }
    var larger = Arena.ofShared();
    var moved = larger.allocate(Math.max(wanted, next));
    MemorySegment.copy(memory, 0, moved, 0, size);
    arena.close();
    arena = larger;
    memory = moved;
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
