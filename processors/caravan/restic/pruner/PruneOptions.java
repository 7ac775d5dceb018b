package caravan.restic.pruner;

/**
 * What a prune may do.
 *
 * @param maxUnused {@code 5%}, a size such as {@code 200M}, or {@code unlimited}
 * @param maxRepackBytes how much may be copied in this run, {@link Long#MAX_VALUE} for all
 */
public record PruneOptions(
    String maxUnused,
    long maxRepackBytes,
    boolean repackCacheableOnly,
    boolean repackUncompressed,
    boolean repackSmall,
    boolean dryRun) {
  public static final PruneOptions DEFAULT =
      new PruneOptions("5%", Long.MAX_VALUE, false, false, false, false);
}
