package caravan.restic.pruner;

/** The numbers of a plan while it is being made. */
final class PruneTally {
  long usedBlobs;
  long usedBytes;
  long duplicateBlobs;
  long duplicateBytes;
  long unusedBlobs;
  long unusedBytes;
  long unreferencedBytes;
  long uncompressedBytes;
  long removeBlobs;
  long removeBytes;
  long repackBlobs;
  long repackBytes;
  long repackRemoveBlobs;
  long repackRemoveBytes;
  long usedPacks;
  long unusedPacks;
  long partlyUsedPacks;
  long keepPacks;

  /** What would stay unused if nothing more were repacked. */
  long remainingUnusedBytes() {
    return unusedBytes + duplicateBytes - removeBytes - repackRemoveBytes;
  }

  void look(PackUsage pack) {
    if (pack.usedBlobs == 0) {
      unusedPacks++;
    } else if (pack.unusedBlobs == 0) {
      usedPacks++;
    } else {
      partlyUsedPacks++;
    }
    if (pack.hasPlain) {
      uncompressedBytes += pack.bytes();
    }
  }

  void remove(PackUsage pack) {
    removeBlobs += pack.unusedBlobs;
    removeBytes += pack.unusedBytes;
  }

  void repack(PackUsage pack) {
    repackBlobs += pack.usedBlobs + pack.unusedBlobs;
    repackBytes += pack.bytes();
    repackRemoveBlobs += pack.unusedBlobs;
    repackRemoveBytes += pack.unusedBytes;
    if (pack.hasPlain) {
      uncompressedBytes -= pack.bytes();
    }
  }

  PruneStats toStats(PrunePlan.Packs packs) {
    return new PruneStats(
        new PruneStats.Blobs(
            usedBlobs, duplicateBlobs, unusedBlobs, removeBlobs, repackBlobs, repackRemoveBlobs),
        new PruneStats.Bytes(
            usedBytes,
            duplicateBytes,
            unusedBytes,
            unreferencedBytes,
            uncompressedBytes,
            removeBytes,
            repackBytes,
            repackRemoveBytes),
        new PruneStats.Packs(
            usedPacks,
            unusedPacks,
            partlyUsedPacks,
            packs.unreferenced().size(),
            keepPacks,
            packs.repack().size(),
            packs.remove().size()));
  }
}
