package caravan.restic.pruner;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.crypto.Sealer;
import caravan.restic.pack.PackEntry;
import caravan.restic.pack.PackHeader;

/** How much of one pack is needed. Header bytes count as used. */
final class PackUsage {
  final Id id;
  int usedBlobs;
  int unusedBlobs;
  int duplicateBlobs;
  long usedBytes = Sealer.OVERHEAD_BYTES + PackHeader.LENGTH_BYTES;
  long unusedBytes;

  /** Whether a blob in it is not compressed. */
  boolean hasPlain;

  /** Whether it has to be copied to compress what is plain. */
  boolean mustCompress;

  private BlobType type;
  private boolean isMixed;

  PackUsage(Id id) {
    this.id = id;
  }

  void see(PackEntry entry) {
    isMixed |= type != null && type != entry.type();
    type = entry.type();
    hasPlain |= !entry.isCompressed();
    usedBytes += PackHeader.entryBytes(entry);
  }

  void addUsed(PackEntry entry) {
    usedBlobs++;
    usedBytes += entry.lengthBytes();
  }

  void addUnused(PackEntry entry) {
    unusedBlobs++;
    unusedBytes += entry.lengthBytes();
  }

  /** A duplicate that is chosen to stay. */
  void choose(PackEntry entry) {
    unusedBlobs--;
    unusedBytes -= entry.lengthBytes();
    addUsed(entry);
  }

  boolean isMixed() {
    return isMixed;
  }

  boolean isData() {
    return type == BlobType.DATA && !isMixed;
  }

  boolean isTree() {
    return type == BlobType.TREE && !isMixed;
  }

  /** What the pack file must weigh. */
  long bytes() {
    return usedBytes + unusedBytes;
  }

  /** Compares by the share that is not needed, the larger first. */
  static int byUnusedShare(PackUsage a, PackUsage b) {
    return Double.compare(b.unusedShare(), a.unusedShare());
  }

  private double unusedShare() {
    return (double) unusedBytes / usedBytes;
  }
}
