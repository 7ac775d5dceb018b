package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.index.BlobIndex;
import caravan.restic.index.BlobLocation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads blobs: trees from whole cached packs where there is a cache, everything else by range.
 * Threads share it; a codec serves one reading at a time and is used again.
 */
final class BlobReader implements AutoCloseable {
  private static final int FETCHES = 64;
  private final Backend backend;
  private final Cache cache;
  private final Supplier<BlobCodec> newCodec;
  private final Queue<BlobCodec> idle = new ConcurrentLinkedQueue<>();

  /** A pack is fetched by one thread only; which guard it has is told by its name. */
  private final List<Object> fetchGuards = Stream.generate(Object::new).limit(FETCHES).toList();

  BlobReader(Backend backend, Cache cache, Supplier<BlobCodec> newCodec) {
    this.backend = backend;
    this.cache = cache;
    this.newCodec = newCodec;
  }

  /** The plaintext, proven by its hash; every copy is tried before it fails. */
  byte[] load(BlobIndex index, BlobType type, Id id) {
    var copies = index.findAll(type, id);
    if (copies.isEmpty()) {
      throw new DamagedRepository(
          "%s blob %s is not in the index of %s; run check"
              .formatted(type.word(), id, backend.location()));
    }
    ResticException first = null;
    for (var copy : copies) {
      try {
        return load(copy);
      } catch (ResticException e) {
        first = first == null ? e : first;
      }
    }
    throw first;
  }

  @Override
  public void close() {
    for (BlobCodec codec; (codec = idle.poll()) != null; ) {
      codec.close();
    }
  }

  private byte[] load(BlobLocation copy) {
    var handle = FileHandle.of(FileType.DATA, copy.packId());
    var entry = copy.entry();
    if (entry.type() == BlobType.TREE && cache.isEnabled()) {
      try {
        return decode(copy, cached(handle, entry.offset(), entry.lengthBytes()));
      } catch (DamagedRepository e) {
        cache.delete(handle);
      }
    }
    try {
      return decode(copy, backend.load(handle, entry.offset(), entry.lengthBytes()));
    } catch (DamagedRepository e) {
      throw new DamagedRepository(
          "%s in %s: %s; run check".formatted(handle, backend.location(), e.getMessage()), e);
    }
  }

  private byte[] decode(BlobLocation copy, byte[] sealed) {
    var codec = idle.poll();
    if (codec == null) {
      codec = newCodec.get();
    }
    try {
      return codec.decode(copy.entry(), sealed, 0);
    } finally {
      idle.add(codec);
    }
  }

  private byte[] cached(FileHandle handle, int offset, int length) {
    var part = cache.load(handle, offset, length);
    if (part != null) {
      return part;
    }
    synchronized (fetchGuards.get(Math.floorMod(handle.hashCode(), FETCHES))) {
      part = cache.load(handle, offset, length);
      return part != null ? part : fetch(handle, offset, length);
    }
  }

  private byte[] fetch(FileHandle handle, int offset, int length) {
    var pack = backend.load(handle);
    if (offset + length > pack.length) {
      throw new DamagedRepository(
          "%s in %s is cut off; run check".formatted(handle, backend.location()));
    }
    cache.save(handle, ByteBuffer.wrap(pack));
    return Arrays.copyOfRange(pack, offset, offset + length);
  }
}
