package caravan.restic.repository;

import caravan.restic.BackendFailure;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.crypto.MasterKey;
import caravan.restic.crypto.Sealer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Index, snapshot and lock files: sealed whole, in version 2 compressed after a leading byte 2,
 * named by the hash of what is stored.
 */
final class UnpackedFiles {
  private static final byte ZSTD = 2;
  private final Backend backend;
  private final Cache cache;
  private final MasterKey key;
  private final boolean compresses;

  UnpackedFiles(Backend backend, Cache cache, MasterKey key, int version) {
    this.backend = backend;
    this.cache = cache;
    this.key = key;
    compresses = version >= 2;
  }

  byte[] load(FileType type, Id id) {
    var handle = FileHandle.of(type, id);
    return open(handle, fetch(handle, id));
  }

  Id save(FileType type, byte[] plaintext) {
    var sealed = seal(plaintext);
    var id = Id.hash(sealed);
    var handle = FileHandle.of(type, id);
    if (!Arrays.equals(open(handle, sealed), plaintext)) {
      throw new IllegalStateException(handle + " does not read back as it was made");
    }
    try {
      backend.save(handle, ByteBuffer.wrap(sealed));
    } catch (BackendFailure e) {
      forgetHalfSaved(handle);
      throw e;
    }
    cache.save(handle, ByteBuffer.wrap(sealed));
    return id;
  }

  /**
   * From the cache, else from the store; a content that does not fit its name is read once more.
   */
  private byte[] fetch(FileHandle handle, Id id) {
    var cached = cache.load(handle);
    if (cached != null && Id.hash(cached).equals(id)) {
      return cached;
    }
    var stored = backend.load(handle);
    if (!Id.hash(stored).equals(id)) {
      stored = backend.load(handle);
    }
    if (!Id.hash(stored).equals(id)) {
      throw new DamagedRepository(
          "%s in %s is damaged: its content has another hash; run check"
              .formatted(handle, backend.location()));
    }
    cache.save(handle, ByteBuffer.wrap(stored));
    return stored;
  }

  /** Its answer may have been lost: an unknown lock would keep everybody out. */
  private void forgetHalfSaved(FileHandle handle) {
    if (handle.type() == FileType.LOCKS) {
      try {
        backend.delete(handle);
      } catch (ResticException e) {
        // The store does not answer: whatever is left there is for unlock.
      }
    }
  }

  private byte[] seal(byte[] plaintext) {
    byte[] content = plaintext;
    if (compresses) {
      try (var zstd = new Zstd(Compression.AUTO)) {
        var packed = new byte[1 + Zstd.maxCompressedBytes(plaintext.length)];
        packed[0] = ZSTD;
        int length = zstd.compress(plaintext, 0, plaintext.length, packed, 1);
        content = Arrays.copyOf(packed, 1 + length);
      }
    }
    var sealed = new byte[content.length + Sealer.OVERHEAD_BYTES];
    new Sealer(key).seal(content, 0, content.length, sealed, 0);
    return sealed;
  }

  private byte[] open(FileHandle handle, byte[] sealed) {
    var content = new byte[sealed.length];
    int length = new Sealer(key).open(sealed, 0, sealed.length, content, 0);
    if (length <= 0) {
      throw new DamagedRepository(
          "%s in %s is damaged: ciphertext verification failed; run check"
              .formatted(handle, backend.location()));
    }
    return switch (content[0]) {
      case '{', '[' -> Arrays.copyOf(content, length);
      case ZSTD -> Zstd.decompressUnsized(content, 1, length - 1);
      default ->
          throw new DamagedRepository(handle + ": not supported encoding format " + content[0]);
    };
  }
}
