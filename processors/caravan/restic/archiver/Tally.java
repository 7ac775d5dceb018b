package caravan.restic.archiver;

import caravan.restic.BlobType;
import caravan.restic.archiver.BackupListener.Change;
import caravan.restic.repository.BlobSaver.Saved;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeComparison;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Summary;
import caravan.restic.snapshot.Timestamp;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts what goes into a snapshot, from several threads. */
final class Tally {
  private final AtomicLongArray files = new AtomicLongArray(Change.values().length);
  private final AtomicLongArray directories = new AtomicLongArray(Change.values().length);
  private final LongAdder dataBlobs = new LongAdder();
  private final LongAdder treeBlobs = new LongAdder();
  private final LongAdder addedBytes = new LongAdder();
  private final LongAdder storedBytes = new LongAdder();
  private final LongAdder processedBytes = new LongAdder();

  /** Counts a node that is complete; any difference to {@code previous} makes it modified. */
  Change count(Node node, Node previous) {
    var change =
        previous == null
            ? Change.NEW
            : NodeComparison.areEqual(node, previous) ? Change.UNCHANGED : Change.MODIFIED;
    if (node.type() == NodeType.FILE) {
      files.incrementAndGet(change.ordinal());
      processedBytes.add(node.attributes().sizeBytes());
    } else if (node.type() == NodeType.DIR) {
      directories.incrementAndGet(change.ordinal());
    }
    return change;
  }

  void saved(BlobType type, Saved saved, int length) {
    if (saved.isNew()) {
      (type == BlobType.DATA ? dataBlobs : treeBlobs).increment();
      addedBytes.add(length);
      storedBytes.add(saved.storedBytes());
    }
  }

  Summary summary(Timestamp start, Timestamp end) {
    return new Summary(
        start,
        end,
        files.get(Change.NEW.ordinal()),
        files.get(Change.MODIFIED.ordinal()),
        files.get(Change.UNCHANGED.ordinal()),
        directories.get(Change.NEW.ordinal()),
        directories.get(Change.MODIFIED.ordinal()),
        directories.get(Change.UNCHANGED.ordinal()),
        dataBlobs.sum(),
        treeBlobs.sum(),
        addedBytes.sum(),
        storedBytes.sum(),
        allFiles(),
        processedBytes.sum());
  }

  private long allFiles() {
    long all = 0;
    for (var change : Change.values()) {
      all += files.get(change.ordinal());
    }
    return all;
  }
}
