package caravan.restic.pack;

import caravan.restic.BlobType;
import caravan.restic.Id;

/**
 * One blob as it lies in a pack.
 *
 * @param lengthBytes sealed length
 * @param uncompressedBytes plaintext length of a compressed blob, 0 for one stored plain
 */
public record PackEntry(BlobType type, Id id, int offset, int lengthBytes, int uncompressedBytes) {
  private static final int SEAL_BYTES = 16 + 16;

  public boolean isCompressed() {
    return uncompressedBytes != 0;
  }

  /** Length of the blob itself. */
  public int plaintextBytes() {
    return isCompressed() ? uncompressedBytes : lengthBytes - SEAL_BYTES;
  }
}
