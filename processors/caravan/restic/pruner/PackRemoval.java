package caravan.restic.pruner;

import caravan.restic.Id;
import caravan.restic.repository.Repository;
import java.util.Set;

/** Takes packs out of a repository: first out of its index, then away. */
public final class PackRemoval {
  private PackRemoval() {}

  /**
   * The index is loaded, the lock is exclusive, and what is needed of the packs is stored and
   * indexed elsewhere.
   */
  public static void remove(
      Repository repository, Set<Id> packs, PruneListener listener, Runnable ensureLockHeld) {
    var deletion = new Deletion(repository, listener, ensureLockHeld);
    deletion.deleteIndexes(
        new IndexRewriter(repository, packs, listener, ensureLockHeld).rewrite());
    deletion.deletePacks(PruneListener.Phase.DELETING_PACKS, packs);
  }
}
