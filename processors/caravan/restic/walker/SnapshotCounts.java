package caravan.restic.walker;

/**
 * What was counted; numbers that a mode does not count are zero.
 *
 * @param compressedBytes stored size of the blobs that are compressed
 * @param compressedFromBytes what those would weigh plain
 */
public record SnapshotCounts(
    int snapshots,
    long files,
    long blobs,
    long bytes,
    long uncompressedBytes,
    long compressedBytes,
    long compressedFromBytes) {
  /** How many times smaller the compressed blobs are; 0 without any. */
  public double compressionRatio() {
    return compressedBytes == 0 ? 0 : (double) compressedFromBytes / compressedBytes;
  }

  /** How much is compressed, in percent. */
  public double compressionProgress() {
    return uncompressedBytes == 0 ? 0 : (double) compressedFromBytes / uncompressedBytes * 100;
  }

  /** How much compression saves, in percent. */
  public double compressionSpaceSaving() {
    return uncompressedBytes == 0 ? 0 : (1 - (double) bytes / uncompressedBytes) * 100;
  }
}
