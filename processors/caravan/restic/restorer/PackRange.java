package caravan.restic.restorer;

import java.util.ArrayList;
import java.util.List;

/** Neighbouring blobs of one pack that are fetched at once, small gaps between them included. */
record PackRange(List<WantedBlob> blobs) {
  /** Cheaper to read over than to ask again. */
  static final int MAX_GAP_BYTES = 1 << 20;

  /** A limit for memory: each worker holds one range. A single blob may be longer. */
  static final int MAX_BYTES = 8 << 20;

  static List<PackRange> of(List<WantedBlob> ordered) {
    var ranges = new ArrayList<PackRange>();
    for (var blob : ordered) {
      if (ranges.isEmpty() || !ranges.getLast().takes(blob)) {
        ranges.add(new PackRange(new ArrayList<>()));
      }
      ranges.getLast().blobs.add(blob);
    }
    return ranges;
  }

  private boolean takes(WantedBlob blob) {
    return blob.start() - blobs.getLast().end() <= MAX_GAP_BYTES
        && blob.end() - start() <= MAX_BYTES;
  }

  long start() {
    return blobs.getFirst().start();
  }

  int lengthBytes() {
    return Math.toIntExact(blobs.getLast().end() - start());
  }
}
