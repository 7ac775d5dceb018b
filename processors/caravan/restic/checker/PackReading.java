package caravan.restic.checker;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.crypto.Sealer;
import caravan.restic.index.BlobLocation;
import caravan.restic.pack.PackEntry;
import caravan.restic.pack.PackHeader;
import caravan.restic.repository.BlobCodec;
import caravan.restic.repository.Repository;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.List;

/**
 * One pack read from its first byte to its last: the file's hash is its name, the header lists what
 * the index has, and every blob opens to a content of its own hash. A large pack is read in pieces.
 */
final class PackReading {
  static final int PIECE_BYTES = 32 << 20;
  private static final int DIGEST_BYTES = 16 << 10;
  private final Repository repository;
  private final BlobCodec codec;
  private final Id pack;
  private final long size;
  private final FileHandle handle;
  private final int pieceBytes;

  /** What was read last, and where in the pack it begins. */
  private byte[] piece = {};

  private long pieceStart;

  /** How much of the pack went into the hash. */
  private long hashed;

  /**
   * @param pieceBytes how much is read at once, unless one blob has more
   */
  PackReading(Repository repository, BlobCodec codec, StoredPack stored, int pieceBytes) {
    this.repository = repository;
    this.codec = codec;
    this.pieceBytes = pieceBytes;
    pack = stored.id();
    size = stored.sizeBytes();
    handle = FileHandle.of(FileType.DATA, pack);
  }

  /**
   * @throws DamagedRepository with the first thing that is not as it should be
   */
  void verify(IndexedPack indexed) {
    piece = new byte[0];
    hashed = 0;
    if (size != indexed.sizeBytes()) {
      throw new DamagedRepository(
          "unexpected file size: got %d, expected %d".formatted(size, indexed.sizeBytes()));
    }
    var digest = Id.sha256();
    var entries = header(indexed);
    DamagedRepository first = null;
    for (int from = 0, to; from < entries.size(); from = to) {
      to = endOfPiece(entries, from);
      var last = entries.get(to - 1);
      read(entries.get(from).offset(), (long) last.offset() + last.lengthBytes());
      hash(digest, last.offset() + (long) last.lengthBytes());
      first = first == null ? firstDamage(entries.subList(from, to)) : first;
    }
    read(hashed, size);
    hash(digest, size);
    if (!Id.of(digest.digest()).equals(pack)) {
      var detail = first == null ? "" : " (" + first.getMessage() + ")";
      throw new DamagedRepository("its content has another hash" + detail);
    }
    if (first != null) {
      throw first;
    }
  }

  /** The blobs from {@code from} that are read together. */
  private int endOfPiece(List<PackEntry> entries, int from) {
    long bytes = 0;
    int to = from;
    do {
      bytes += entries.get(to).lengthBytes();
      to++;
    } while (to < entries.size() && bytes + entries.get(to).lengthBytes() <= pieceBytes);
    return to;
  }

  private DamagedRepository firstDamage(List<PackEntry> entries) {
    for (var entry : entries) {
      try {
        codec.decode(entry, piece, (int) (entry.offset() - pieceStart));
      } catch (DamagedRepository e) {
        return e;
      }
    }
    return null;
  }

  private List<PackEntry> header(IndexedPack indexed) {
    // A small pack is read at once, of a large one the end: no header of these blobs is longer.
    long longest =
        PackHeader.LENGTH_BYTES
            + Sealer.OVERHEAD_BYTES
            + indexed.blobs() * PackHeader.COMPRESSED_ENTRY_BYTES;
    read(size <= pieceBytes ? 0 : Math.max(0, size - longest), size);
    if (piece.length < PackHeader.LENGTH_BYTES) {
      throw new DamagedRepository("it is cut off");
    }
    int end = piece.length - PackHeader.LENGTH_BYTES;
    int field = ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    int length = PackHeader.sealedLength(field, piece.length);
    var entries = PackHeader.decode(codec.open(piece, end - length, length));
    boolean isIndexed = IndexedPack.of(entries).equals(indexed);
    for (var entry : entries) {
      isIndexed &=
          repository
              .index()
              .findAll(entry.type(), entry.id())
              .contains(new BlobLocation(pack, entry));
    }
    if (!isIndexed) {
      throw new DamagedRepository("its header does not list the blobs that the index has");
    }
    return entries;
  }

  /** Makes the piece hold the bytes from {@code from} to {@code to}, if it does not yet. */
  private void read(long from, long to) {
    if (from < pieceStart || to > pieceStart + piece.length) {
      piece =
          from == 0 && to == size
              ? repository.backend().load(handle)
              : repository.backend().load(handle, from, Math.toIntExact(to - from));
      pieceStart = from;
    }
    if (piece.length < to - pieceStart) {
      throw new DamagedRepository("it is shorter than listed");
    }
  }

  private void hash(MessageDigest digest, long to) {
    while (hashed < to) {
      int length = (int) Math.min(DIGEST_BYTES, to - hashed);
      digest.update(piece, (int) (hashed - pieceStart), length);
      hashed += length;
    }
  }
}
