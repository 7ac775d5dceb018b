package caravan.restic.copier;

import caravan.restic.Id;
import caravan.restic.index.BlobLocation;
import caravan.restic.pack.PackEntry;
import caravan.restic.pruner.BlobCopier;
import caravan.restic.pruner.BlobSet;
import caravan.restic.pruner.PruneListener;
import caravan.restic.pruner.UsedBlobsFinder;
import caravan.restic.repository.Repository;
import caravan.restic.repository.Uploads;
import caravan.restic.snapshot.SnapshotEdit;
import caravan.restic.snapshot.StoredSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies snapshots and the blobs that the other repository has not. Packs and index come before the
 * snapshots that need them, so that a run killed anywhere leaves nothing but blobs that the next
 * one finds again.
 */
public final class Copier {
  /** Snapshots are saved when so much was copied for so long: an index for each would be many. */
  private static final int BATCH_PACKS = 100;

  private static final Duration BATCH_TIME = Duration.ofMinutes(1);
  private final Repository from;
  private final Repository to;
  private final CopyListener listener;
  private final Runnable ensureLockHeld;
  private final UsedBlobsFinder finder;
  private final List<StoredSnapshot> batch = new ArrayList<>();
  private long batchBytes;
  private Instant batchStart;

  /**
   * The indexes of both are loaded, and shared locks are held on both.
   *
   * @param ensureLockHeld asked before a snapshot is saved
   */
  public Copier(Repository from, Repository to, CopyListener listener, Runnable ensureLockHeld) {
    this.from = from;
    this.to = to;
    this.listener = listener;
    this.ensureLockHeld = ensureLockHeld;
    finder = new UsedBlobsFinder(from, PruneListener.NONE);
  }

  /**
   * @param present the snapshots that the other repository has
   */
  public void copy(List<StoredSnapshot> snapshots, List<StoredSnapshot> present) {
    var copies = new Copies(present);
    var before = new BlobSet(from.index());
    batchStart = to.options().clock().instant();
    try (var uploads = to.uploads(false)) {
      for (var source : snapshots) {
        var copy = copies.of(source);
        if (copy != null) {
          listener.skipped(source, copy);
          continue;
        }
        listener.started(source);
        var used = finder.find(List.of(source.snapshot().tree()));
        var needed = used.copy();
        needed.removeAll(before);
        before = used.copy();
        copyBlobs(needed, uploads);
        listener.copied(source);
        batch.add(source);
        if (isBatchFull()) {
          saveBatch(uploads);
        }
      }
      saveBatch(uploads);
    }
  }

  private void copyBlobs(BlobSet needed, Uploads uploads) {
    var plan = new LinkedHashMap<Id, List<PackEntry>>();
    var size = new long[2];
    needed.forEach(
        blob -> {
          if (!to.index().contains(blob.entry().type(), blob.entry().id())) {
            add(plan, blob);
            size[0]++;
            size[1] += blob.entry().lengthBytes();
          }
        });
    listener.planned(size[0], size[1], plan.size());
    batchBytes += size[1];
    try (var copier = BlobCopier.between(from, uploads)) {
      for (var pack : plan.entrySet()) {
        copier.copy(pack.getKey(), pack.getValue());
        listener.packDone();
      }
    }
  }

  private static void add(Map<Id, List<PackEntry>> plan, BlobLocation blob) {
    plan.computeIfAbsent(blob.packId(), pack -> new ArrayList<>()).add(blob.entry());
  }

  private boolean isBatchFull() {
    var age = Duration.between(batchStart, to.options().clock().instant());
    return batchBytes >= (long) BATCH_PACKS * to.options().packSizeBytes()
        && age.compareTo(BATCH_TIME) >= 0;
  }

  private void saveBatch(Uploads uploads) {
    if (batch.isEmpty()) {
      return;
    }
    uploads.flush();
    listener.saving(batch.size());
    for (var source : batch) {
      ensureLockHeld.run();
      var id = to.saveSnapshot(SnapshotEdit.of(source).withoutParent().build());
      listener.saved(source, id);
    }
    batch.clear();
    batchBytes = 0;
    batchStart = to.options().clock().instant();
  }
}
