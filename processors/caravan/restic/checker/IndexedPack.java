package caravan.restic.checker;

import caravan.restic.Id;
import caravan.restic.pack.PackEntry;
import caravan.restic.pack.PackHeader;
import java.util.List;

/**
 * What the index says of one pack, as a few numbers.
 *
 * @param fingerprint sum over all its blobs, equal for equal sets
 */
record IndexedPack(int blobs, long sizeBytes, long fingerprint, boolean isMixed) {
  static IndexedPack of(List<PackEntry> entries) {
    long fingerprint = 0;
    for (var entry : entries) {
      fingerprint += mix(entry);
    }
    boolean isMixed = entries.stream().map(PackEntry::type).distinct().count() > 1;
    return new IndexedPack(entries.size(), PackHeader.packBytes(entries), fingerprint, isMixed);
  }

  private static long mix(PackEntry entry) {
    Id id = entry.id();
    long hash = id.a() ^ Long.rotateLeft(id.b(), 17) ^ Long.rotateLeft(id.c(), 31) ^ id.d();
    return hash * 31
        + entry.offset() * 1_000_003L
        + entry.lengthBytes() * 7L
        + entry.uncompressedBytes();
  }
}
