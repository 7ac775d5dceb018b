package caravan.restic.archiver;

import caravan.restic.BlobType;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.BlobSaver;
import caravan.restic.snapshot.Node;

/**
 * Saves each tree in the thread that brought its last child, and so on up to the root. Each thread
 * has its own.
 */
final class TreeSaver {
  private final BackupRun run;
  private final BlobSaver saver;

  TreeSaver(BackupRun run, BlobSaver saver) {
    this.run = run;
    this.saver = saver;
  }

  /** Puts a child into its place; null when it is left out. */
  void fill(OpenTree.Slot slot, Node child) {
    if (slot.fill(child)) {
      saveUpwards(slot.tree());
    }
  }

  /** Nothing is added to the tree any more. */
  void seal(OpenTree tree) {
    if (tree.seal()) {
      saveUpwards(tree);
    }
  }

  private void saveUpwards(OpenTree whole) {
    var tree = whole;
    while (tree != null) {
      tree = save(tree);
    }
  }

  /** Saves a whole tree; returns the one above when that is whole now, too. */
  private OpenTree save(OpenTree tree) {
    byte[] bytes = tree.finish();
    var saved = saver.save(BlobType.TREE, bytes, bytes.length);
    run.tally().saved(BlobType.TREE, saved, bytes.length);
    tree.savedAs(saved.id());
    var place = tree.place();
    if (place == null) {
      return null;
    }
    run.directories().close(tree.directory());
    var node = tree.node().withSubtree(saved.id());
    var path = BytePath.display(tree.path()) + "/";
    run.finished(path, node, tree.previous(), Added.NOTHING.and(saved, bytes.length));
    return place.fill(node) ? place.tree() : null;
  }
}
