package caravan.restic.pruner;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.index.BlobLocation;
import caravan.restic.pack.PackEntry;
import caravan.restic.repository.Repository;
import caravan.restic.repository.Uploads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Copies what is needed of the packs that leave into new packs, and has those indexed. */
final class Repacker {
  private static final int MAX_THREADS = 8;
  private final Repository repository;
  private final PrunePlan plan;
  private final PruneListener listener;
  private final Queue<BlobCopier> copiers = new ConcurrentLinkedQueue<>();

  /** Packs whose end is not yet told to the listener. */
  private final Set<Id> open;

  /** The pack that the index is just telling of, and what is wanted of it. */
  private Id pack;

  private List<PackEntry> wanted = new ArrayList<>();

  Repacker(Repository repository, PrunePlan plan, PruneListener listener) {
    this.repository = repository;
    this.plan = plan;
    this.listener = listener;
    open = new HashSet<>(plan.packs().repack());
  }

  /**
   * Ends when everything is stored and indexed.
   *
   * @throws DamagedRepository when a blob cannot be read from any of its packs
   */
  void repack() {
    listener.started(PruneListener.Phase.REPACKING, open.size());
    int threads = Math.clamp(repository.backend().connections() - 1L, 1, MAX_THREADS);
    try (var uploads = repository.uploads(false)) {
      try (var workers = new Workers(threads)) {
        repository.index().forEach(blob -> collect(blob, workers, uploads));
        submit(workers, uploads);
        workers.finish();
      }
      uploads.flush();
    } finally {
      copiers.forEach(BlobCopier::close);
    }
    if (plan.keep().size() > 0) {
      throw new IllegalStateException(
          plan.keep().size() + " needed blobs were in no pack; nothing was deleted");
    }
  }

  /** The index tells blobs pack by pack; a blob with several copies is taken from the first. */
  private void collect(BlobLocation blob, Workers workers, Uploads uploads) {
    if (!plan.packs().repack().contains(blob.packId())) {
      return;
    }
    if (!blob.packId().equals(pack)) {
      submit(workers, uploads);
      pack = blob.packId();
    }
    if (plan.keep().remove(blob.entry().type(), blob.entry().id())) {
      wanted.add(blob.entry());
    }
  }

  private void submit(Workers workers, Uploads uploads) {
    var source = pack;
    var entries = wanted;
    wanted = new ArrayList<>();
    if (source == null) {
      return;
    }
    boolean isNew = open.remove(source);
    workers.submit(
        () -> {
          copy(source, entries, uploads);
          listener.progressed(PruneListener.Phase.REPACKING, isNew ? 1 : 0);
        });
  }

  private void copy(Id source, List<PackEntry> entries, Uploads uploads) {
    var free = copiers.poll();
    var copier = free == null ? new BlobCopier(repository, uploads) : free;
    try {
      copier.copy(source, entries);
    } finally {
      copiers.add(copier);
    }
  }
}
