package caravan.restic.chunker;

/** Content-defined chunking by a Rabin fingerprint over the last 64 bytes, as restic cuts. */
public final class Chunker {
  public static final int MIN_BYTES = 512 << 10;
  public static final int MAX_BYTES = 8 << 20;

  private Chunker() {}

  public static Chunker of(Polynomial polynomial) {
    throw new UnsupportedOperationException();
  }

  /**
   * Looks for the end of the chunk that begins at index 0.
   *
   * @param scanned how many bytes earlier calls have looked at already (at least {@link #MIN_BYTES}
   *     when there are that many)
   * @param filled how many bytes of the buffer are valid
   * @return the chunk's length, or -1 when more bytes are needed to tell ({@code filled} at end of
   *     file is the caller's rule; a chunk is never longer than {@link #MAX_BYTES})
   */
  public int cut(byte[] buffer, int scanned, int filled) {
    throw new UnsupportedOperationException();
  }
}
