package caravan.restic.archiver;

import caravan.restic.chunker.Chunker;
import caravan.restic.fs.OpenFile;
import java.util.Arrays;

/** Reads files chunk by chunk into one buffer, which grows only for chunks that need it. */
final class ChunkReader {
  private static final int FIRST_READ = Chunker.MIN_BYTES + (128 << 10);
  private static final int NEXT_READ = 256 << 10;
  private static final int FIRST_CAPACITY = 1 << 20;
  private final Chunker chunker;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int length;
  private boolean isAtEnd;

  ChunkReader(Chunker chunker) {
    this.chunker = chunker;
  }

  /**
   * Reads the chunk that begins at {@code position}.
   *
   * @return its length, 0 at the end of the file
   */
  int read(OpenFile file, long position) {
    int filled = 0;
    int wanted = FIRST_READ;
    while (true) {
      makeRoom(wanted);
      int scanned = filled;
      filled += file.read(buffer, filled, wanted - filled, position + filled);
      int cut = chunker.cut(buffer, scanned, filled);
      isAtEnd = filled < wanted && (cut < 0 || cut == filled);
      if (cut >= 0 || filled < wanted) {
        length = cut >= 0 ? cut : filled;
        return length;
      }
      wanted = Math.min(filled + NEXT_READ, Chunker.MAX_BYTES);
    }
  }

  /** Of the last chunk. */
  int length() {
    return length;
  }

  /** The bytes of the last chunk, from index 0. */
  byte[] buffer() {
    return buffer;
  }

  /** Whether nothing comes after the last chunk. */
  boolean isAtEnd() {
    return isAtEnd;
  }

  private void makeRoom(int bytes) {
    if (bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.clamp(buffer.length * 3L / 2, bytes, Chunker.MAX_BYTES));
    }
  }
}
