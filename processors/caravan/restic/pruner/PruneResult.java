package caravan.restic.pruner;

import caravan.restic.Id;
import java.util.Set;

/**
 * What a prune did, or would do if it was a dry run.
 *
 * @param repackedPacks packs whose needed blobs went into new ones
 * @param removedPacks packs without a needed blob
 * @param changed whether anything was written or deleted
 */
public record PruneResult(
    PruneStats stats, Set<Id> repackedPacks, Set<Id> removedPacks, boolean changed) {}
