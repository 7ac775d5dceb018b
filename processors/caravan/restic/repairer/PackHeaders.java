package caravan.restic.repairer;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.pack.PackEntry;
import caravan.restic.pack.PackHeader;
import caravan.restic.repository.BlobCodec;
import caravan.restic.repository.Repository;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Reads what packs say of themselves, for one thread. */
final class PackHeaders implements AutoCloseable {
  /** Enough for the header of most packs. */
  private static final int FIRST_READ_BYTES = 64 << 10;

  private final Repository repository;
  private final BlobCodec codec;

  PackHeaders(Repository repository) {
    this.repository = repository;
    codec = repository.codec();
  }

  /**
   * The blobs of a pack.
   *
   * @throws DamagedRepository when the pack is cut off, or its header is damaged
   */
  List<PackEntry> read(Id pack, long sizeBytes) {
    if (sizeBytes < PackHeader.LENGTH_BYTES) {
      throw new DamagedRepository("pack %s is cut off".formatted(pack));
    }
    var end = load(pack, sizeBytes, (int) Math.min(sizeBytes, FIRST_READ_BYTES));
    int field =
        ByteBuffer.wrap(end)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt(end.length - PackHeader.LENGTH_BYTES);
    int length = PackHeader.sealedLength(field, sizeBytes);
    if (length + PackHeader.LENGTH_BYTES > end.length) {
      end = load(pack, sizeBytes, length + PackHeader.LENGTH_BYTES);
    }
    int start = end.length - PackHeader.LENGTH_BYTES - length;
    var sealed = Arrays.copyOfRange(end, start, start + length);
    var entries = PackHeader.decode(codec.open(sealed, 0, length));
    if (PackHeader.packBytes(entries) != sizeBytes) {
      throw new DamagedRepository(
          "pack %s is not as large as the blobs in its header".formatted(pack));
    }
    return entries;
  }

  private byte[] load(Id pack, long sizeBytes, int length) {
    return repository
        .backend()
        .load(FileHandle.of(FileType.DATA, pack), sizeBytes - length, length);
  }

  @Override
  public void close() {
    codec.close();
  }
}
