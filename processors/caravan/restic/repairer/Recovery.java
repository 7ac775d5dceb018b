package caravan.restic.repairer;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.pruner.BlobSet;
import caravan.restic.repository.LockOwner;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Attributes;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.Timestamp;
import caravan.restic.snapshot.TreeReader;
import caravan.restic.snapshot.TreeWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** Finds trees that no snapshot and no other tree needs, and puts them into one new snapshot. */
public final class Recovery {
  private static final int MODE = 1 << 31 | 0755;
  private final Repository repository;
  private final RepairListener listener;
  private final Runnable ensureLockHeld;

  /** The repository's index is loaded; the caller holds an exclusive lock. */
  public Recovery(Repository repository, RepairListener listener, Runnable ensureLockHeld) {
    this.repository = repository;
    this.listener = listener;
    this.ensureLockHeld = ensureLockHeld;
  }

  /**
   * The roots, by the names they get: the first 8 digits of their ids, all of them if those are
   * two.
   */
  public TreeMap<String, Id> findRoots() {
    var index = repository.index();
    var trees = new BlobSet(index);
    index.forEach(
        blob -> {
          if (blob.entry().type() == BlobType.TREE) {
            trees.add(index.ordinal(BlobType.TREE, blob.entry().id()));
          }
        });
    listener.step("load %d trees\n".formatted(trees.size()));
    var roots = trees.copy();
    trees.forEach(tree -> removeSubtrees(roots, tree.entry().id()));
    listener.step("load snapshots\n");
    repository.snapshots().forEach(stored -> roots.remove(BlobType.TREE, stored.snapshot().tree()));
    listener.step("done\n");
    var names = new TreeMap<String, Id>();
    roots.forEach(root -> addName(names, root.entry().id()));
    return names;
  }

  private void addName(TreeMap<String, Id> names, Id root) {
    listener.detail("found root tree " + root.toShortString());
    var name = root.toShortString();
    names.put(names.containsKey(name) ? root.toString() : name, root);
  }

  private void removeSubtrees(BlobSet roots, Id tree) {
    try {
      for (var node : TreeReader.nodes(repository.loadBlob(BlobType.TREE, tree))) {
        if (node.type() == NodeType.DIR && node.subtree() != null) {
          roots.remove(BlobType.TREE, node.subtree());
        }
      }
    } catch (DamagedRepository e) {
      listener.found("unable to load tree %s: %s".formatted(tree.toShortString(), e.getMessage()));
      roots.remove(BlobType.TREE, tree);
    }
  }

  /** Stores the snapshot that holds them. */
  public Id save(TreeMap<String, Id> roots, LockOwner owner, String program) {
    var now = Timestamp.utc(repository.options().clock().instant());
    var writer = new TreeWriter();
    roots.forEach((name, tree) -> writer.add(directory(name, tree, now)));
    var bytes = writer.finish();
    Id tree;
    try (var uploads = repository.uploads(false)) {
      try (var saver = uploads.saver()) {
        tree = saver.save(BlobType.TREE, bytes, bytes.length).id();
      }
      ensureLockHeld.run();
      uploads.flush();
    }
    ensureLockHeld.run();
    return repository.saveSnapshot(
        new Snapshot(
            now,
            null,
            tree,
            List.of("/recover"),
            owner.hostname(),
            owner.username(),
            owner.uid(),
            owner.gid(),
            List.of(),
            List.of("recovered"),
            null,
            program,
            null,
            ""));
  }

  private static Node directory(String name, Id tree, Timestamp time) {
    var attributes = new Attributes(MODE, time, time, time, 0, 0, "", "", 0, 0, 0, 0, 0);
    return new Node(
        name.getBytes(StandardCharsets.US_ASCII),
        NodeType.DIR,
        attributes,
        null,
        List.of(),
        null,
        tree,
        "",
        null);
  }
}
