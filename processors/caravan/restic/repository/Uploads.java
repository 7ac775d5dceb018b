package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.index.BlobIndex;
import caravan.restic.pack.PackEntry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * New blobs on their way into packs and an index. Packs leave as they fill; after {@link #flush}
 * everything saved so far is stored and indexed. Savers of several threads share it.
 */
public final class Uploads implements AutoCloseable {
  private final Repository repository;
  private final BlobIndex index;
  private final PackStore store;
  private final Map<BlobType, Packer> packers = new EnumMap<>(BlobType.class);

  /** Blobs that are claimed and not yet in the index. */
  private final Set<Claim> claims = ConcurrentHashMap.newKeySet();

  private final LongAdder dataBlobs = new LongAdder();
  private final LongAdder treeBlobs = new LongAdder();
  private final LongAdder addedBytes = new LongAdder();
  private final LongAdder packedBytes = new LongAdder();

  private record Claim(BlobType type, Id id) {}

  Uploads(Repository repository, PackStore store) {
    this.repository = repository;
    this.store = store;
    index = repository.index();
    store.onStored(pack -> pack.entries().forEach(entry -> register(pack.packId(), entry)));
    for (var type : BlobType.values()) {
      packers.put(type, new Packer(repository, store, type));
    }
  }

  /** A saver for one thread. */
  public BlobSaver saver() {
    return new BlobSaver(this, repository.codec(), repository.options().extraVerify());
  }

  /**
   * Finishes open packs, waits for all of them to be stored, then writes the index. No saver may be
   * at work meanwhile. Fails when anything failed before: a snapshot must not be written then.
   */
  public void flush() {
    store.failIfFailed();
    packers.values().forEach(Packer::finish);
    store.flush();
  }

  public UploadStats stats() {
    return new UploadStats(dataBlobs.sum(), treeBlobs.sum(), addedBytes.sum(), packedBytes.sum());
  }

  /** Ends without flushing: what was not flushed is left to the next prune. */
  @Override
  public void close() {
    store.close();
  }

  /** Whether the blob is new and now the caller's to store. */
  boolean claim(BlobType type, Id id) {
    store.failIfFailed();
    var claim = new Claim(type, id);
    if (!claims.add(claim)) {
      return false;
    }
    if (index.contains(type, id)) {
      claims.remove(claim);
      return false;
    }
    return true;
  }

  /** Makes every further call fail. */
  void fail(Throwable cause) {
    store.fail(cause);
  }

  void pack(PackEntry entry, byte[] sealed) {
    packers.get(entry.type()).add(entry, sealed);
  }

  void count(BlobType type, int plaintextBytes, int sealedBytes) {
    (type == BlobType.TREE ? treeBlobs : dataBlobs).increment();
    addedBytes.add(plaintextBytes);
    packedBytes.add(sealedBytes);
  }

  private void register(Id packId, PackEntry entry) {
    index.add(packId, entry);
    claims.remove(new Claim(entry.type(), entry.id()));
  }
}
