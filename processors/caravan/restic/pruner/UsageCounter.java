package caravan.restic.pruner;

import caravan.restic.Id;
import caravan.restic.index.BlobIndex;
import caravan.restic.index.BlobLocation;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells for each pack of the index how much of it is needed. Of several copies of a used blob one
 * is chosen to count as used, preferably where other blobs are used too.
 */
final class UsageCounter {
  private static final int MAX_COPIES = 255;

  /** A blob of which all copies but the last one seen are passed over. */
  private static final int LAST_COPY = 0;

  /** A blob with one copy, or one whose copy is chosen. */
  private static final int SINGLE = 1;

  private final BlobIndex index;
  private final BlobSet used;
  private final PruneTally tally;

  /** Copies of each used blob by its ordinal. */
  private final byte[] copies;

  private final Map<Id, PackUsage> packs = new HashMap<>();
  private boolean hasDuplicates;

  UsageCounter(BlobIndex index, BlobSet used, PruneTally tally) {
    this.index = index;
    this.used = used;
    this.tally = tally;
    copies = new byte[index.size()];
  }

  Map<Id, PackUsage> count() {
    index.forEach(this::countCopy);
    index.forEach(this::addToPack);
    if (hasDuplicates) {
      index.forEach(this::chooseCopy);
    }
    return packs;
  }

  private void countCopy(BlobLocation blob) {
    int ordinal = ordinal(blob);
    if (isUsed(blob) && copies(ordinal) < MAX_COPIES) {
      copies[ordinal]++;
    }
  }

  private void addToPack(BlobLocation blob) {
    var entry = blob.entry();
    var pack = packs.computeIfAbsent(blob.packId(), PackUsage::new);
    pack.see(entry);
    if (!isUsed(blob)) {
      pack.addUnused(entry);
      tally.unusedBlobs++;
      tally.unusedBytes += entry.lengthBytes();
    } else if (copies(ordinal(blob)) > SINGLE) {
      hasDuplicates = true;
      pack.addUnused(entry);
      pack.duplicateBlobs++;
      tally.duplicateBlobs++;
      tally.duplicateBytes += entry.lengthBytes();
    } else {
      pack.addUsed(entry);
      tally.usedBlobs++;
      tally.usedBytes += entry.lengthBytes();
    }
  }

  private void chooseCopy(BlobLocation blob) {
    int ordinal = ordinal(blob);
    int left = copies(ordinal);
    if (!isUsed(blob) || left == SINGLE) {
      return;
    }
    var entry = blob.entry();
    var pack = packs.get(blob.packId());
    boolean isOnlyDuplicates = pack.duplicateBlobs == pack.unusedBlobs;
    if (pack.usedBlobs > 0 || isOnlyDuplicates || left == LAST_COPY) {
      pack.choose(entry);
      tally.usedBlobs++;
      tally.usedBytes += entry.lengthBytes();
      tally.duplicateBlobs--;
      tally.duplicateBytes -= entry.lengthBytes();
      copies[ordinal] = SINGLE;
    } else {
      int rest = left - 1;
      copies[ordinal] = (byte) (rest == SINGLE ? LAST_COPY : rest);
    }
  }

  private boolean isUsed(BlobLocation blob) {
    return used.contains(blob.entry().type(), blob.entry().id());
  }

  private int copies(int ordinal) {
    return copies[ordinal] & 0xff;
  }

  private int ordinal(BlobLocation blob) {
    return index.ordinal(blob.entry().type(), blob.entry().id());
  }
}
