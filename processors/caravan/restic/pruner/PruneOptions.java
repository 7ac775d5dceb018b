package caravan.restic.pruner;

import caravan.restic.Id;
import java.util.Set;

/**
 * What a prune may do.
 *
 * @param maxUnused how much unused data may stay: {@code 5%} of what is used, a size such as {@code
 *     200M}, or {@code unlimited}
 * @param maxRepackBytes how much may be copied in this run, {@link Long#MAX_VALUE} for all
 * @param repackCacheableOnly leave packs of file data as they are
 * @param repackUncompressed compress what a version 2 repository still holds plain
 * @param repackSmallerThanBytes which packs count as small, 0 to tell by the others' sizes
 * @param ignoredSnapshots taken as if they were not there, for the dry run of a forget
 * @param dryRun only plan
 */
public record PruneOptions(
    String maxUnused,
    long maxRepackBytes,
    boolean repackCacheableOnly,
    boolean repackUncompressed,
    long repackSmallerThanBytes,
    Set<Id> ignoredSnapshots,
    boolean dryRun) {
  public static final PruneOptions DEFAULT =
      new PruneOptions("5%", Long.MAX_VALUE, false, false, 0, Set.of(), false);

  public PruneOptions {
    UnusedLimit.bytes(maxUnused, 0); // refused now rather than in the middle of a run
  }

  public PruneOptions withMaxUnused(String limit) {
    return new PruneOptions(
        limit,
        maxRepackBytes,
        repackCacheableOnly,
        repackUncompressed,
        repackSmallerThanBytes,
        ignoredSnapshots,
        dryRun);
  }

  /** The same, but only planned. */
  public PruneOptions asDryRun() {
    return new PruneOptions(
        maxUnused,
        maxRepackBytes,
        repackCacheableOnly,
        repackUncompressed,
        repackSmallerThanBytes,
        ignoredSnapshots,
        true);
  }
}
