package caravan.restic.restorer;

import caravan.restic.Id;
import caravan.restic.index.BlobLocation;
import caravan.restic.pack.PackEntry;

/** A blob to be fetched, and the pieces of files that consist of it. */
record WantedBlob(BlobLocation location, int[] pieces) {
  Id pack() {
    return location.packId();
  }

  PackEntry entry() {
    return location.entry();
  }

  long start() {
    return Integer.toUnsignedLong(entry().offset());
  }

  long end() {
    return start() + entry().lengthBytes();
  }
}
