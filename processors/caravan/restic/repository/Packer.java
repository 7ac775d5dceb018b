package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.crypto.Sealer;
import caravan.restic.pack.PackBuilder;
import caravan.restic.pack.PackEntry;

/** Fills one pack after another with blobs of one type: a pack never mixes data and trees. */
final class Packer {
  private final PackStore store;
  private final BlobType type;
  private final int packSizeBytes;
  private final Sealer sealer;

  /** Null while nothing waits to be packed. */
  private PackBuilder builder;

  Packer(Repository repository, PackStore store, BlobType type) {
    this.store = store;
    this.type = type;
    packSizeBytes = repository.options().packSizeBytes();
    sealer = new Sealer(repository.masterKey());
  }

  synchronized void add(PackEntry entry, byte[] sealed) {
    if (builder == null) {
      builder = store.takeBuilder();
    }
    builder.add(type, entry.id(), entry.uncompressedBytes(), sealed, entry.lengthBytes());
    if (builder.sizeBytes() >= packSizeBytes || builder.isFull()) {
      finish();
    }
  }

  /** Sends what there is on its way. */
  synchronized void finish() {
    if (builder == null) {
      return;
    }
    var entries = builder.entries();
    var id = builder.finish(sealer);
    var full = builder;
    builder = null;
    store.submit(new PackStore.FinishedPack(id, type, entries, full));
  }
}
