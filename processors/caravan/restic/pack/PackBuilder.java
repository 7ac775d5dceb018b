package caravan.restic.pack;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.crypto.Sealer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * One pack as it grows, outside the heap and hashed on the way; used again for the next pack after
 * {@link #clear}. Not for several threads at once.
 */
public final class PackBuilder implements AutoCloseable {
  /** The compiler uses the processor's SHA only after many calls: small pieces get it there. */
  private static final int PIECE_BYTES = 16 << 10;

  private final MessageDigest digest = Id.sha256();
  private final List<PackEntry> entries = new ArrayList<>();
  private final NativeBuffer content;
  private int headerBytes;

  /**
   * @param expectedBytes what a full pack usually weighs; memory is taken as it grows
   */
  public PackBuilder(int expectedBytes) {
    content = new NativeBuffer(expectedBytes);
  }

  /** Appends a sealed blob. */
  public void add(BlobType type, Id id, int uncompressedBytes, byte[] sealed, int length) {
    var entry = new PackEntry(type, id, content.size(), length, uncompressedBytes);
    append(sealed, length);
    entries.add(entry);
    headerBytes += PackHeader.entryBytes(entry);
  }

  /** What the pack would weigh if it ended here. */
  public int sizeBytes() {
    return content.size() + headerBytes + Sealer.OVERHEAD_BYTES + PackHeader.LENGTH_BYTES;
  }

  public boolean isFull() {
    return entries.size() >= PackHeader.MAX_ENTRIES;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The blobs so far. */
  public List<PackEntry> entries() {
    return List.copyOf(entries);
  }

  /**
   * Seals the header, proves that it reads back, and ends the pack.
   *
   * @return the pack's id; {@link #content} is its bytes
   */
  public Id finish(Sealer sealer) {
    var header = PackHeader.encode(entries);
    var sealed = new byte[header.length + Sealer.OVERHEAD_BYTES];
    sealer.seal(header, 0, header.length, sealed, 0);
    var back = new byte[sealed.length];
    int length = sealer.open(sealed, 0, sealed.length, back, 0);
    if (length != header.length
        || !PackHeader.decode(java.util.Arrays.copyOf(back, length)).equals(entries)) {
      throw new IllegalStateException("the pack header just sealed does not read back");
    }
    append(sealed, sealed.length);
    var lengthField = ByteBuffer.allocate(PackHeader.LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    append(lengthField.putInt(sealed.length).array(), PackHeader.LENGTH_BYTES);
    return Id.of(digest.digest());
  }

  /** The bytes so far, from position to limit; theirs is the memory until {@link #clear}. */
  public ByteBuffer content() {
    return content.view();
  }

  public void clear() {
    content.clear();
    entries.clear();
    digest.reset();
    headerBytes = 0;
  }

  /**
   * Gives the memory back.
   *
   * @throws IllegalStateException while somebody still reads {@link #content}
   */
  @Override
  public void close() {
    content.close();
  }

  private void append(byte[] bytes, int length) {
    content.append(bytes, length);
    for (int at = 0; at < length; at += PIECE_BYTES) {
      digest.update(bytes, at, Math.min(PIECE_BYTES, length - at));
    }
  }
}
