package caravan.restic.pack;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.crypto.Sealer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of blobs at the end of a pack: for each its type, sealed length, for compressed ones the
 * plaintext's length, and id. A pack ends with the sealed header and its length as uint32 LE.
 */
public final class PackHeader {
  public static final int LENGTH_BYTES = 4;
  static final int PLAIN_ENTRY_BYTES = 1 + 4 + Id.BYTES;
  public static final int COMPRESSED_ENTRY_BYTES = 1 + 4 + 4 + Id.BYTES;
  private static final int MAX_SEALED_BYTES = 16 << 20;

  /** How many blobs a pack may hold for its header to stay readable. */
  public static final int MAX_ENTRIES =
      (MAX_SEALED_BYTES - Sealer.OVERHEAD_BYTES) / COMPRESSED_ENTRY_BYTES;

  private PackHeader() {}

  /** The plaintext bytes of a header. */
  public static byte[] encode(List<PackEntry> entries) {
    var header = ByteBuffer.allocate(plaintextBytes(entries)).order(ByteOrder.LITTLE_ENDIAN);
    for (var entry : entries) {
      int type = (entry.type() == BlobType.TREE ? 1 : 0) + (entry.isCompressed() ? 2 : 0);
      header.put((byte) type).putInt(entry.lengthBytes());
      if (entry.isCompressed()) {
        header.putInt(entry.uncompressedBytes());
      }
      header.put(entry.id().toBytes());
    }
    return header.array();
  }

  /**
   * @throws DamagedRepository when the bytes are no header
   */
  public static List<PackEntry> decode(byte[] plaintext) {
    var header = ByteBuffer.wrap(plaintext).order(ByteOrder.LITTLE_ENDIAN);
    var entries = new ArrayList<PackEntry>();
    long offset = 0;
    while (header.hasRemaining()) {
      int type = header.get();
      if (type < 0 || type > 3) {
        throw new DamagedRepository("invalid pack header: unknown blob type " + type);
      }
      boolean isCompressed = type >= 2;
      int rest = (isCompressed ? COMPRESSED_ENTRY_BYTES : PLAIN_ENTRY_BYTES) - 1;
      if (header.remaining() < rest) {
        throw new DamagedRepository("invalid pack header: the last entry is cut off");
      }
      int length = header.getInt();
      int uncompressed = isCompressed ? header.getInt() : 0;
      var id = new byte[Id.BYTES];
      header.get(id);
      if (length < Sealer.OVERHEAD_BYTES
          || uncompressed < (isCompressed ? 1 : 0)
          || offset + length > Integer.MAX_VALUE) {
        throw new DamagedRepository("invalid pack header: absurd length of blob " + Id.of(id));
      }
      var blobType = (type & 1) == 1 ? BlobType.TREE : BlobType.DATA;
      entries.add(new PackEntry(blobType, Id.of(id), (int) offset, length, uncompressed));
      offset += length;
    }
    return entries;
  }

  /**
   * Checks the length field at the end of a pack.
   *
   * @throws DamagedRepository when no header of that length can be in a file of this size
   */
  public static int sealedLength(int lengthField, long packBytes) {
    long length = Integer.toUnsignedLong(lengthField);
    if (length < Sealer.OVERHEAD_BYTES
        || length > packBytes - LENGTH_BYTES
        || length > MAX_SEALED_BYTES) {
      throw new DamagedRepository(
          "invalid pack: a header of " + length + " bytes in a file of " + packBytes);
    }
    return (int) length;
  }

  public static int plaintextBytes(List<PackEntry> entries) {
    int size = 0;
    for (var entry : entries) {
      size += entryBytes(entry);
    }
    return size;
  }

  public static int entryBytes(PackEntry entry) {
    return entry.isCompressed() ? COMPRESSED_ENTRY_BYTES : PLAIN_ENTRY_BYTES;
  }

  /** What a pack with these blobs weighs: there are no gaps. */
  public static long packBytes(List<PackEntry> entries) {
    long size = plaintextBytes(entries) + Sealer.OVERHEAD_BYTES + LENGTH_BYTES;
    for (var entry : entries) {
      size += entry.lengthBytes();
    }
    return size;
  }
}
