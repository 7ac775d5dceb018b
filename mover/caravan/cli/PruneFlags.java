package caravan.cli;

import caravan.restic.ByteSize;
import caravan.restic.Id;
import caravan.restic.pruner.PruneOptions;
import java.util.Set;
import picocli.CommandLine.Option;

/** The flags of {@code prune}, which {@code forget --prune} has as well. */
final class PruneFlags {
  /** restic's target for small packs without another word. */
  private static final long SMALL_PACK_BYTES = 16L << 20;

  @Option(
      names = "--max-unused",
      paramLabel = "LIMIT",
      description = "how much unused data may stay: 5%%, 200M, unlimited")
  private String maxUnused = "5%";

  @Option(
      names = "--max-repack-size",
      paramLabel = "SIZE",
      description = "stop copying after this much")
  private String maxRepackSize = "";

  @Option(names = "--repack-cacheable-only", description = "copy tree packs only")
  private boolean repackCacheableOnly;

  @Option(names = "--repack-small", description = "copy small packs as well")
  private boolean repackSmall;

  @Option(names = "--repack-uncompressed", description = "copy packs with uncompressed data")
  private boolean repackUncompressed;

  @Option(
      names = "--repack-smaller-than",
      paramLabel = "SIZE",
      description = "copy packs below this size")
  private String repackSmallerThan = "";

  PruneOptions options(Set<Id> ignoredSnapshots, boolean dryRun) {
    long small = repackSmall ? SMALL_PACK_BYTES : 0;
    return new PruneOptions(
        maxUnused,
        maxRepackSize.isEmpty() ? Long.MAX_VALUE : ByteSize.parse(maxRepackSize),
        repackCacheableOnly,
        repackUncompressed,
        repackSmallerThan.isEmpty() ? small : ByteSize.parse(repackSmallerThan),
        ignoredSnapshots,
        dryRun);
  }
}
