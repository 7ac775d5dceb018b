package caravan.restic.pruner;

import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.backend.FileType;
import caravan.restic.repository.Repository;
import java.util.Collection;

/** Deletes files of the repository, several at a time, each only while the lock is held. */
final class Deletion {
  private static final int MAX_THREADS = 8;
  private final Repository repository;
  private final PruneListener listener;
  private final Runnable ensureLockHeld;

  Deletion(Repository repository, PruneListener listener, Runnable ensureLockHeld) {
    this.repository = repository;
    this.listener = listener;
    this.ensureLockHeld = ensureLockHeld;
  }

  /** Deletes index files; the first that cannot be deleted ends it. */
  void deleteIndexes(Collection<Id> ids) {
    delete(
        PruneListener.Phase.DELETING_OLD_INDEXES, ids, id -> repository.delete(FileType.INDEX, id));
  }

  /** Deletes packs that nothing names; one that cannot be deleted is left to the next prune. */
  void deletePacks(PruneListener.Phase phase, Collection<Id> ids) {
    delete(phase, ids, this::tryDeletePack);
  }

  private void delete(
      PruneListener.Phase phase, Collection<Id> ids, java.util.function.Consumer<Id> deletion) {
    if (ids.isEmpty()) {
      return;
    }
    listener.started(phase, ids.size());
    int threads = Math.clamp(repository.backend().connections(), 1, MAX_THREADS);
    try (var workers = new Workers(threads)) {
      for (var id : ids) {
        workers.submit(
            () -> {
              ensureLockHeld.run();
              deletion.accept(id);
              listener.progressed(phase, 1);
            });
      }
      workers.finish();
    }
  }

  private void tryDeletePack(Id id) {
    try {
      repository.delete(FileType.DATA, id);
    } catch (ResticException e) {
      listener.warned(
          "unable to remove pack %s, the next prune will: %s".formatted(id, e.getMessage()));
    }
  }
}
