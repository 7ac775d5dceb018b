package caravan.restic.repairer;

import caravan.restic.DamagedRepository;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.pack.PackEntry;
import caravan.restic.pruner.PackRemoval;
import caravan.restic.pruner.PruneListener;
import caravan.restic.repository.BlobCodec;
import caravan.restic.repository.BlobSaver;
import caravan.restic.repository.Repository;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Saves what is intact in damaged packs into new ones, and lets go of the damaged: new packs and
 * their index come first, then an index without the old packs, then these are deleted.
 */
public final class PackRepair {
  private final Repository repository;
  private final RepairListener listener;
  private final Runnable ensureLockHeld;

  /** The repository's index is loaded; the caller holds an exclusive lock. */
  public PackRepair(Repository repository, RepairListener listener, Runnable ensureLockHeld) {
    this.repository = repository;
    this.listener = listener;
    this.ensureLockHeld = ensureLockHeld;
  }

  public void run(Set<Id> packs) {
    listener.step("salvaging intact data from specified pack files");
    var blobs = blobs(packs);
    try (var uploads = repository.uploads(false)) {
      try (var saver = uploads.saver();
          var codec = repository.codec()) {
        blobs.forEach((pack, entries) -> salvage(pack, entries, codec, saver));
      }
      ensureLockHeld.run();
      uploads.flush();
    }
    listener.step("rebuilding index");
    PackRemoval.remove(repository, packs, PruneListener.NONE, ensureLockHeld);
    listener.step("removing salvaged pack files");
  }

  /** What index and header say that is in each pack. */
  private Map<Id, Set<PackEntry>> blobs(Set<Id> packs) {
    var blobs = new HashMap<Id, Set<PackEntry>>();
    packs.forEach(pack -> blobs.put(pack, new LinkedHashSet<>()));
    repository
        .index()
        .forEach(
            blob -> {
              if (packs.contains(blob.packId())) {
                blobs.get(blob.packId()).add(blob.entry());
              }
            });
    try (var headers = new PackHeaders(repository)) {
      for (var pack : packs) {
        try {
          long size = repository.backend().size(FileHandle.of(FileType.DATA, pack));
          blobs.get(pack).addAll(headers.read(pack, size));
        } catch (DamagedRepository | FileMissing e) {
          listener.detail("the header of pack %s is of no use: %s".formatted(pack, e.getMessage()));
        }
      }
    }
    return blobs;
  }

  private void salvage(Id pack, Set<PackEntry> entries, BlobCodec codec, BlobSaver saver) {
    if (entries.isEmpty()) {
      listener.found("no blobs found for pack " + pack);
      return;
    }
    byte[] content;
    try {
      content = repository.backend().load(FileHandle.of(FileType.DATA, pack));
    } catch (FileMissing e) {
      listener.found("pack %s is not there, nothing of it can be saved".formatted(pack));
      return;
    }
    var saved = new LinkedHashSet<Id>();
    for (var entry : entries) {
      try {
        if (!saved.contains(entry.id())) {
          saver.saveAgain(entry.type(), decode(content, entry, codec));
          saved.add(entry.id());
        }
      } catch (DamagedRepository e) {
        listener.found("failed to load blob %s: %s".formatted(entry.id(), e.getMessage()));
      }
    }
  }

  private static byte[] decode(byte[] content, PackEntry entry, BlobCodec codec)
      throws ResticException {
    if ((long) entry.offset() + entry.lengthBytes() > content.length) {
      throw new DamagedRepository("the pack is cut off before its end");
    }
    return codec.decode(entry, content, entry.offset());
  }
}
