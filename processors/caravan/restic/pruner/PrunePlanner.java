package caravan.restic.pruner;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.index.BlobIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Decides, as restic does, which packs stay, which are copied in part and which go. */
final class PrunePlanner {
  private static final int FEW_SMALL_PACKS = 10;
  private static final long SMALL_PACK_BYTES = 4 << 20;
  private static final double SMALL_PACK_SHARE = 0.03;
  private static final double SMALL_MARGIN = 0.8;

  private final BlobIndex index;
  private final BlobSet used;
  private final PruneOptions options;
  private final int repositoryVersion;
  private final PruneTally tally = new PruneTally();
  private final PrunePlan.Packs packs = new PrunePlan.Packs();
  private final List<PackUsage> candidates = new ArrayList<>();
  private final List<PackUsage> smallCandidates = new ArrayList<>();
  private long targetBytes;

  PrunePlanner(BlobIndex index, BlobSet used, PruneOptions options, int repositoryVersion) {
    this.index = index;
    this.used = used;
    this.options = options;
    this.repositoryVersion = repositoryVersion;
  }

  /**
   * @param packSizes every pack in the repository
   * @throws DamagedRepository when a pack that is needed is missing or has another size than the
   *     index says
   */
  PrunePlan plan(Map<Id, Long> packSizes) {
    UnusedLimit.bytes(options.maxUnused(), 0);
    var usages = new UsageCounter(index, used, tally).count();
    targetBytes = targetBytes(packSizes);
    packSizes.forEach((id, size) -> look(usages.remove(id), id, size));
    dropMissing(usages);
    chooseCandidates();
    if (repositoryVersion < 2) {
      tally.uncompressedBytes = 0;
    }
    return new PrunePlan(packs, keep(), tally.toStats(packs));
  }

  private long targetBytes(Map<Id, Long> packSizes) {
    if (options.repackSmallerThanBytes() > 0) {
      return options.repackSmallerThanBytes();
    }
    long[] sizes = packSizes.values().stream().mapToLong(Long::longValue).sorted().toArray();
    long low = sizes.length == 0 ? 0 : sizes[(int) (SMALL_PACK_SHARE * sizes.length)];
    return (long) (SMALL_MARGIN * Math.max(SMALL_PACK_BYTES, low));
  }

  private void look(PackUsage pack, Id id, long size) {
    if (pack == null) {
      packs.unreferenced().add(id);
      tally.unreferencedBytes += size;
      return;
    }
    if (pack.usedBlobs > 0 && pack.bytes() != size) {
      throw new DamagedRepository(
          "pack %s has %d bytes, and by the index it should have %d: nothing was changed. Run `repair index`, then prune again"
              .formatted(id, size, pack.bytes()));
    }
    tally.look(pack);
    pack.mustCompress =
        repositoryVersion >= 2 && pack.hasPlain && (pack.isTree() || options.repackUncompressed());
    if (pack.usedBlobs == 0) {
      packs.remove().add(id);
      tally.remove(pack);
    } else if (options.repackCacheableOnly() && pack.isData()) {
      tally.keepPacks++;
    } else if (pack.unusedBlobs > 0 || pack.isMixed() || pack.mustCompress) {
      candidates.add(pack);
    } else if (size < targetBytes) {
      smallCandidates.add(pack);
    } else {
      tally.keepPacks++;
    }
  }

  private void dropMissing(Map<Id, PackUsage> missing) {
    var needed = missing.values().stream().filter(pack -> pack.usedBlobs > 0).toList();
    if (!needed.isEmpty()) {
      throw new DamagedRepository(
          "%d packs from index missing in repo, such as %s: nothing was changed. Run `check`, then `repair index`; what they held is lost if no copy of the repository has them"
              .formatted(needed.size(), needed.getFirst().id));
    }
    for (var pack : missing.values()) {
      packs.missing().add(pack.id);
      tally.remove(pack);
    }
  }

  private void chooseCandidates() {
    if (smallCandidates.size() < FEW_SMALL_PACKS) {
      tally.keepPacks += smallCandidates.size();
    } else {
      candidates.addAll(smallCandidates);
    }
    candidates.sort(
        Comparator.comparing(PackUsage::isData)
            .thenComparing(pack -> pack.bytes() >= targetBytes)
            .thenComparing(PackUsage::byUnusedShare)
            .thenComparing(pack -> pack.id));
    long limit = UnusedLimit.bytes(options.maxUnused(), tally.usedBytes);
    for (var pack : candidates) {
      if (isWorthRepacking(pack, limit)) {
        packs.repack().add(pack.id);
        tally.repack(pack);
      } else {
        tally.keepPacks++;
      }
    }
  }

  private boolean isWorthRepacking(PackUsage pack, long unusedLimit) {
    if (tally.repackBytes + pack.bytes() >= options.maxRepackBytes()) {
      return false;
    }
    boolean isEnough = tally.remainingUnusedBytes() < unusedLimit && pack.bytes() >= targetBytes;
    return !pack.isData() || pack.mustCompress || !isEnough;
  }

  /** The used blobs without those that lie in a pack which stays. */
  private BlobSet keep() {
    if (packs.repack().isEmpty()) {
      return new BlobSet(index);
    }
    var keep = used.copy();
    var leaving = packs.excluded();
    index.forEach(
        blob -> {
          if (!leaving.contains(blob.packId())) {
            keep.remove(blob.entry().type(), blob.entry().id());
          }
        });
    return keep;
  }
}
