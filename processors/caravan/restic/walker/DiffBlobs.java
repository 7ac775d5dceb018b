package caravan.restic.walker;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.index.BlobIndex;
import caravan.restic.pruner.BlobSet;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;

/** Which blobs two snapshots need: each alone, and both. */
final class DiffBlobs {
  private final BlobIndex index;
  private final SnapshotDiff.Listener listener;
  private final BlobSet before;
  private final BlobSet after;
  private final BlobSet common;

  DiffBlobs(BlobIndex index, SnapshotDiff.Listener listener) {
    this.index = index;
    this.listener = listener;
    before = new BlobSet(index);
    after = new BlobSet(index);
    common = new BlobSet(index);
  }

  void before(Node node) {
    addAll(before, node);
  }

  void after(Node node) {
    addAll(after, node);
  }

  void common(Node node) {
    addAll(common, node);
  }

  void before(BlobType type, Id id) {
    add(before, type, id);
  }

  void after(BlobType type, Id id) {
    add(after, type, id);
  }

  /** Counts what one side has and the other has not. */
  void count(DiffTally removed, DiffTally added) {
    count(before, after, removed);
    count(after, before, added);
  }

  private void count(BlobSet these, BlobSet those, DiffTally tally) {
    these.forEach(
        blob -> {
          var entry = blob.entry();
          if (!those.contains(entry.type(), entry.id())
              && !common.contains(entry.type(), entry.id())) {
            tally.add(entry);
          }
        });
  }

  private void addAll(BlobSet set, Node node) {
    if (node.type() == NodeType.FILE && node.content() != null) {
      node.content().forEach(id -> add(set, BlobType.DATA, id));
    }
    if (node.type() == NodeType.DIR && node.subtree() != null) {
      add(set, BlobType.TREE, node.subtree());
    }
  }

  private void add(BlobSet set, BlobType type, Id id) {
    int blob = index.ordinal(type, id);
    if (blob < 0) {
      listener.failed(
          new DamagedRepository(
              "unable to find blob size for <%s/%s>; run check"
                  .formatted(type.word(), id.toShortString())));
    } else {
      set.add(blob);
    }
  }
}
