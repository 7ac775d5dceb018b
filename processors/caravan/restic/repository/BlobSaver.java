package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.pack.PackEntry;

/** Hashes, looks up, compresses, seals and packs blobs for one thread. */
public final class BlobSaver implements AutoCloseable {
  private final Uploads uploads;
  private final BlobCodec codec;
  private final boolean verifies;

  BlobSaver(Uploads uploads, BlobCodec codec, boolean verifies) {
    this.uploads = uploads;
    this.codec = codec;
    this.verifies = verifies;
  }

  /**
   * @param storedBytes sealed size of a new blob, 0 for one that was known
   */
  public record Saved(Id id, boolean isNew, int storedBytes) {}

  /** Stores a blob unless it is there or on its way. */
  public Saved save(BlobType type, byte[] buffer, int length) {
    var id = codec.hash(buffer, length);
    return uploads.claim(type, id) ? store(type, id, buffer, length) : new Saved(id, false, 0);
  }

  /** Stores a blob although the index has it, as prune does to compress what was stored plain. */
  public Saved saveAgain(BlobType type, byte[] content) {
    return store(type, codec.hash(content, content.length), content, content.length);
  }

  private Saved store(BlobType type, Id id, byte[] buffer, int length) {
    try {
      int sealedBytes = encode(type, id, buffer, length);
      var entry = new PackEntry(type, id, 0, sealedBytes, codec.uncompressedBytes());
      uploads.pack(entry, codec.sealed());
      uploads.count(type, length, sealedBytes);
      return new Saved(id, true, sealedBytes);
    } catch (RuntimeException | Error e) {
      // Others take a claimed blob for stored: nothing that counts on it may be finished.
      uploads.fail(e);
      throw e;
    }
  }

  /**
   * Stores bytes that this repository's key has sealed already, as prune does; the id is trusted.
   */
  public void saveSealed(PackEntry entry, byte[] sealed) {
    try {
      uploads.pack(entry, sealed);
    } catch (RuntimeException | Error e) {
      uploads.fail(e);
      throw e;
    }
  }

  private int encode(BlobType type, Id id, byte[] buffer, int length) {
    int sealedBytes = codec.encode(type, buffer, length);
    if (verifies && !codec.turnsBackInto(buffer, length, sealedBytes)) {
      throw new DamagedRepository(
          "blob %s does not turn back into its content and is not stored: this machine's memory may be faulty, test it"
              .formatted(id));
    }
    return sealedBytes;
  }

  @Override
  public void close() {
    codec.close();
  }
}
