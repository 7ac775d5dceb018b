package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.crypto.MasterKey;
import caravan.restic.crypto.Sealer;
import caravan.restic.pack.PackEntry;
import java.security.MessageDigest;
import java.util.Arrays;

/** Turns a blob into its stored form and back, for one thread. */
public final class BlobCodec implements AutoCloseable {
  /** The compiler uses the processor's SHA only after many calls: small pieces get it there. */
  private static final int PIECE_BYTES = 16 << 10;

  private static final int ROUND_BYTES = 1 << 20;
  private static final int MAX_BLOB_BYTES = 1 << 29;

  private final Sealer sealer;
  private final Zstd zstd;
  private final boolean compressesData;
  private final boolean compressesTrees;
  private final MessageDigest digest = Id.sha256();
  private byte[] sealed = {};
  private byte[] opened = {};
  private int uncompressedBytes;

  BlobCodec(MasterKey key, Compression compression, int version) {
    sealer = new Sealer(key);
    zstd = new Zstd(compression);
    compressesTrees = version >= 2;
    compressesData = compressesTrees && compression != Compression.OFF;
  }

  Sealer sealer() {
    return sealer;
  }

  /** The blob's id: SHA-256 of its plaintext. */
  public Id hash(byte[] plaintext, int length) {
    for (int at = 0; at < length; at += PIECE_BYTES) {
      digest.update(plaintext, at, Math.min(PIECE_BYTES, length - at));
    }
    return Id.of(digest.digest());
  }

  /**
   * Compresses where the repository does, and seals, into {@link #sealed}.
   *
   * @return the sealed length
   */
  int encode(BlobType type, byte[] plaintext, int length) {
    boolean compresses = length > 0 && (type == BlobType.TREE ? compressesTrees : compressesData);
    int bound = compresses ? Zstd.maxCompressedBytes(length) : length;
    sealed = withRoom(sealed, bound + Sealer.OVERHEAD_BYTES);
    int size = length;
    if (compresses) {
      size = zstd.compress(plaintext, 0, length, sealed, Sealer.IV_BYTES);
    } else {
      System.arraycopy(plaintext, 0, sealed, Sealer.IV_BYTES, length);
    }
    uncompressedBytes = compresses ? length : 0;
    return sealer.seal(sealed, Sealer.IV_BYTES, size, sealed, 0);
  }

  /** What {@link #encode} made. */
  byte[] sealed() {
    return sealed;
  }

  /** The plaintext's length if it was compressed, else 0. */
  int uncompressedBytes() {
    return uncompressedBytes;
  }

  /** Whether what {@link #encode} made turns back into the plaintext. */
  boolean turnsBackInto(byte[] plaintext, int length, int sealedLength) {
    var check = new TurnBack(uncompressedBytes > 0 ? zstd : null, plaintext, length);
    try {
      return sealer.open(sealed, 0, sealedLength, check::accept) && check.isEqual();
    } catch (DamagedRepository e) {
      return false;
    }
  }

  /**
   * Opens a blob read from a pack and proves it by its hash.
   *
   * @throws DamagedRepository when the MAC, the compression or the hash does not fit
   */
  public byte[] decode(PackEntry entry, byte[] source, int offset) {
    byte[] plaintext;
    try {
      plaintext = open(source, offset, entry);
    } catch (DamagedRepository e) {
      throw new DamagedRepository("blob " + entry.id() + ": " + e.getMessage(), e);
    }
    if (!hash(plaintext, plaintext.length).equals(entry.id())) {
      throw new DamagedRepository("blob " + entry.id() + ": its content has another hash");
    }
    return plaintext;
  }

  /** Whether a sealed blob carries a MAC of this repository, without opening it. */
  public boolean isAuthentic(byte[] source, int offset, int length) {
    return sealer.isAuthentic(source, offset, length);
  }

  /** Opens bytes that are sealed and never compressed, such as a pack's header. */
  public byte[] open(byte[] source, int offset, int length) {
    int size = unseal(source, offset, length);
    return Arrays.copyOf(opened, size);
  }

  private byte[] open(byte[] source, int offset, PackEntry entry) {
    if (entry.uncompressedBytes() < 0 || entry.uncompressedBytes() > MAX_BLOB_BYTES) {
      throw new DamagedRepository("an absurd length of " + entry.uncompressedBytes() + " bytes");
    }
    int size = unseal(source, offset, entry.lengthBytes());
    if (!entry.isCompressed()) {
      return Arrays.copyOf(opened, size);
    }
    var plaintext = new byte[entry.uncompressedBytes()];
    zstd.decompress(opened, 0, size, plaintext, plaintext.length);
    return plaintext;
  }

  /** Opens into {@link #opened}; returns the length. */
  private int unseal(byte[] source, int offset, int length) {
    opened = withRoom(opened, length);
    int size = sealer.open(source, offset, length, opened, 0);
    if (size < 0) {
      throw new DamagedRepository("ciphertext verification failed");
    }
    return size;
  }

  /** The buffer, or a new one of whole mebibytes; its content is lost. */
  private static byte[] withRoom(byte[] buffer, int length) {
    int rounded = (length + ROUND_BYTES - 1) / ROUND_BYTES * ROUND_BYTES;
    return buffer.length >= length ? buffer : new byte[rounded];
  }

  @Override
  public void close() {
    zstd.close();
  }
}
