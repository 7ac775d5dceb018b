package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.index.BlobLocation;
import java.nio.ByteBuffer;

/** Reads blobs: trees from whole cached packs where there is a cache, data by range. */
final class BlobReader {
  private final Backend backend;
  private final Cache cache;

  BlobReader(Backend backend, Cache cache) {
    this.backend = backend;
    this.cache = cache;
  }

  /** The plaintext, proven by its hash; every copy is tried before it fails. */
  byte[] load(Repository repository, BlobType type, Id id) {
    var copies = repository.index().findAll(type, id);
    ResticException first = null;
    try (var codec = repository.codec()) {
      for (var copy : copies) {
        try {
          return load(codec, copy);
        } catch (ResticException e) {
          first = first == null ? e : first;
        }
      }
    }
    if (first != null) {
      throw first;
    }
    throw new DamagedRepository(
        "%s blob %s is not in the index of %s; run check"
            .formatted(type.word(), id, backend.location()));
  }

  private byte[] load(BlobCodec codec, BlobLocation copy) {
    var handle = FileHandle.of(FileType.DATA, copy.packId());
    var entry = copy.entry();
    if (entry.type() == BlobType.TREE && cache.isEnabled()) {
      var cached = cached(handle, entry.offset(), entry.lengthBytes());
      try {
        return codec.decode(entry, cached, 0);
      } catch (DamagedRepository e) {
        cache.delete(handle);
      }
    }
    try {
      return codec.decode(entry, backend.load(handle, entry.offset(), entry.lengthBytes()), 0);
    } catch (DamagedRepository e) {
      throw new DamagedRepository(
          "%s in %s: %s; run check".formatted(handle, backend.location(), e.getMessage()), e);
    }
  }

  private byte[] cached(FileHandle handle, long offset, int length) {
    var part = cache.load(handle, offset, length);
    if (part != null) {
      return part;
    }
    var pack = backend.load(handle);
    cache.save(handle, ByteBuffer.wrap(pack));
    if (offset + length > pack.length) {
      throw new DamagedRepository(
          "%s in %s is cut off; run check".formatted(handle, backend.location()));
    }
    return java.util.Arrays.copyOfRange(pack, (int) offset, (int) offset + length);
  }
}
