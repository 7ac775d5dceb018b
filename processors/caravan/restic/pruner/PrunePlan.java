package caravan.restic.pruner;

import caravan.restic.Id;
import java.util.HashSet;
import java.util.Set;

/**
 * What a prune will do.
 *
 * @param keep used blobs that are in no pack that stays: they are copied out of the repacked ones
 */
record PrunePlan(Packs packs, BlobSet keep, PruneStats stats) {
  /**
   * @param unreferenced in no index: deleted first
   * @param repack copied in part, then deleted
   * @param remove without a needed blob: deleted at the end
   * @param missing named by an index, not there, and not needed: dropped from the index
   */
  record Packs(Set<Id> unreferenced, Set<Id> repack, Set<Id> remove, Set<Id> missing) {
    Packs() {
      this(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    }

    /** Those that no index may name any more. */
    Set<Id> excluded() {
      var excluded = obsolete();
      excluded.addAll(missing);
      return excluded;
    }

    /** Those that are deleted once no index names them. */
    Set<Id> obsolete() {
      var obsolete = new HashSet<>(repack);
      obsolete.addAll(remove);
      return obsolete;
    }
  }

  boolean isIdle() {
    return packs.unreferenced().isEmpty() && packs.excluded().isEmpty();
  }
}
