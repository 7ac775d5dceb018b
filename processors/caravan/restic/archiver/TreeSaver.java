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
  void fill(OpenTree.Slot slot, Node child, ParentNode sameText) {
    if (slot.fill(child, sameText)) {
      saveUpwards(slot.tree());
    }
  }

  /** Nothing is added to the tree any more; {@code parent} is what was read beside. */
  void seal(OpenTree tree, ParentTree parent) {
    if (tree.seal(parent)) {
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
    var inherited = tree.inherited();
    var added = inherited == null ? saveText(tree) : Added.NOTHING;
    if (inherited != null) {
      tree.savedAs(inherited);
    }
    var place = tree.place();
    if (place == null) {
      return null;
    }
    run.directories().close(tree.directory());
    var node = tree.node().withSubtree(tree.id());
    var path = BytePath.display(tree.path()) + "/";
    var sameText = run.finished(path, node, tree.previous(), added);
    return place.fill(node, sameText) ? place.tree() : null;
  }

  private Added saveText(OpenTree tree) {
    byte[] bytes = tree.finish();
    var saved = saver.save(BlobType.TREE, bytes, bytes.length);
    run.tally().saved(BlobType.TREE, saved, bytes.length);
    tree.savedAs(saved.id());
    return Added.NOTHING.and(saved, bytes.length);
  }
}
