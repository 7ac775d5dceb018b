package caravan.restic.pruner;

import caravan.restic.Id;
import caravan.restic.backend.FileType;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Removes from a repository what no snapshot needs.
 *
 * <p>Each step begins when the one before is complete, so that a run killed anywhere leaves a
 * repository in which every snapshot is whole: packs that no index names go; needed blobs are
 * copied into new packs, and those indexed; index files are written anew without the packs that
 * leave; old index files go; the packs that leave go. At worst there is garbage or a blob twice,
 * which the next run removes.
 */
public final class Pruner {
  private final Repository repository;
  private final PruneOptions options;
  private final PruneListener listener;
  private final Runnable ensureLockHeld;

  /**
   * The repository's index is loaded; the caller holds an exclusive lock.
   *
   * @param ensureLockHeld asked before everything that must not happen without the lock, such as
   *     {@code lock::ensureHeld}
   */
  public Pruner(
      Repository repository,
      PruneOptions options,
      PruneListener listener,
      Runnable ensureLockHeld) {
    if (!options.ignoredSnapshots().isEmpty() && !options.dryRun()) {
      throw new IllegalArgumentException("only a dry run may take snapshots as if they were gone");
    }
    this.repository = repository;
    this.options = options;
    this.listener = listener;
    this.ensureLockHeld = ensureLockHeld;
  }

  /**
   * The index in memory is of no use afterwards, unless {@link PruneResult#changed} is false.
   *
   * @throws caravan.restic.DamagedRepository when something needed is missing or damaged; then
   *     nothing that is needed was deleted
   */
  public PruneResult run() {
    var plan = plan();
    listener.planned(plan.stats());
    boolean changes = !options.dryRun() && !plan.isIdle();
    if (changes) {
      execute(plan);
    }
    return new PruneResult(
        plan.stats(),
        Set.copyOf(plan.packs().repack()),
        Set.copyOf(plan.packs().remove()),
        changes);
  }

  private PrunePlan plan() {
    var roots =
        repository.snapshots().stream()
            .filter(stored -> !options.ignoredSnapshots().contains(stored.id()))
            .map(StoredSnapshot::snapshot)
            .map(snapshot -> snapshot.tree())
            .toList();
    var used = new UsedBlobsFinder(repository, listener).find(roots);
    var sizes = packSizes();
    listener.started(PruneListener.Phase.COLLECTING_PACKS, sizes.size());
    int version = repository.config().version();
    var plan = new PrunePlanner(repository.index(), used, options, version).plan(sizes);
    listener.progressed(PruneListener.Phase.COLLECTING_PACKS, sizes.size());
    return plan;
  }

  private Map<Id, Long> packSizes() {
    var sizes = new HashMap<Id, Long>();
    repository
        .backend()
        .list(FileType.DATA, file -> sizes.put(Id.parse(file.name()), file.sizeBytes()));
    return sizes;
  }

  private void execute(PrunePlan plan) {
    var deletion = new Deletion(repository, listener, ensureLockHeld);
    deletion.deletePacks(
        PruneListener.Phase.DELETING_UNREFERENCED_PACKS, plan.packs().unreferenced());
    if (!plan.packs().repack().isEmpty()) {
      new Repacker(repository, plan, listener).repack();
    }
    // Also without a pack that leaves: stray packs may come from a run that died between old and
    // new index files.
    var excluded = plan.packs().excluded();
    var obsolete = new IndexRewriter(repository, excluded, listener, ensureLockHeld).rewrite();
    deletion.deleteIndexes(obsolete);
    deletion.deletePacks(PruneListener.Phase.DELETING_PACKS, plan.packs().obsolete());
  }
}
