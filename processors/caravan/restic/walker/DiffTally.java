package caravan.restic.walker;

import caravan.restic.BlobType;
import caravan.restic.pack.PackEntry;
import caravan.restic.snapshot.NodeType;

/** Counts what is on one side only. */
final class DiffTally {
  private int files;
  private int dirs;
  private int others;
  private int dataBlobs;
  private int treeBlobs;
  private long bytes;

  void add(NodeType type) {
    switch (type) {
      case FILE -> files++;
      case DIR -> dirs++;
      default -> others++;
    }
  }

  void add(PackEntry blob) {
    if (blob.type() == BlobType.DATA) {
      dataBlobs++;
    } else {
      treeBlobs++;
    }
    bytes += blob.plaintextBytes();
  }

  SnapshotDiff.Numbers numbers() {
    return new SnapshotDiff.Numbers(files, dirs, others, dataBlobs, treeBlobs, bytes);
  }
}
