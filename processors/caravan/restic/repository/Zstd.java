package caravan.restic.repository;

import caravan.restic.DamagedRepository;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Zstandard as restic uses it: frames with their content's size and without checksum. */
final class Zstd implements AutoCloseable {
  private static final int MAX_UNPACKED_BYTES = 1 << 30;
  private static final int PIECE_BYTES = 32 << 10;
  private final ZstdCompressCtx compressor = new ZstdCompressCtx();
  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
  private final ByteBuffer source = ByteBuffer.allocateDirect(PIECE_BYTES);
  private final ByteBuffer target = ByteBuffer.allocateDirect(PIECE_BYTES);
  private final byte[] piece = new byte[PIECE_BYTES];

  Zstd(Compression compression) {
    compressor.setChecksum(false).setContentSize(true);
    switch (compression) {
      case AUTO -> compressor.setLevel(3).setHashLog(16).setChainLog(15);
      case OFF, FASTEST -> compressor.setLevel(1);
      case BETTER -> compressor.setLevel(7);
      case MAX -> compressor.setLevel(12);
    }
  }

  static int maxCompressedBytes(int length) {
    return Math.toIntExact(com.github.luben.zstd.Zstd.compressBound(length));
  }

  /** Returns the compressed length. */
  int compress(byte[] in, int offset, int length, byte[] out, int at) {
    return compressor.compressByteArray(out, at, out.length - at, in, offset, length);
  }

  /** Decompresses a frame whose content is known to have {@code size} bytes. */
  void decompress(byte[] in, int offset, int length, byte[] out, int size) {
    try {
      int actual = decompressor.decompressByteArray(out, 0, size, in, offset, length);
      if (actual != size) {
        throw new DamagedRepository(
            "decompressed to %d bytes instead of %d".formatted(actual, size));
      }
    } catch (ZstdException e) {
      throw new DamagedRepository("decompression failed: " + e.getMessage(), e);
    }
  }

  /** Takes decompressed bytes; the array is used again for the next. */
  @FunctionalInterface
  interface Output {
    void accept(byte[] bytes, int length);
  }

  /**
   * Decompresses the next piece of a frame; a new frame begins where the last one ended or {@link
   * #restart} was called.
   *
   * @return whether the frame is complete
   */
  boolean decompressNext(byte[] in, int length, Output output) {
    try {
      source.clear().put(in, 0, length).flip();
      while (true) {
        target.clear();
        boolean isComplete = decompressor.decompressDirectByteBufferStream(target, source);
        boolean isFull = !target.hasRemaining();
        int size = target.flip().remaining();
        target.get(piece, 0, size);
        output.accept(piece, size);
        if (isComplete && source.hasRemaining()) {
          throw new DamagedRepository("something follows the compressed content");
        }
        if (isComplete || !source.hasRemaining() && !isFull) {
          return isComplete;
        }
      }
    } catch (ZstdException e) {
      throw new DamagedRepository("decompression failed: " + e.getMessage(), e);
    }
  }

  /** Forgets a frame that was not decompressed to its end. */
  void restart() {
    decompressor.reset();
  }

  /** Decompresses a frame that may not tell how long its content is. */
  static byte[] decompressUnsized(byte[] in, int offset, int length) {
    var frame = new ByteArrayInputStream(in, offset, length);
    try (var stream = new ZstdInputStreamNoFinalizer(frame)) {
      var content = stream.readNBytes(MAX_UNPACKED_BYTES);
      if (content.length == MAX_UNPACKED_BYTES) {
        throw new DamagedRepository("decompresses to more than 1 GiB");
      }
      return content;
    } catch (IOException e) {
      throw new DamagedRepository("decompression failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    compressor.close();
    decompressor.close();
  }
}
