package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.TreeWriter;

/**
 * The text of a tree as it grows. As long as its nodes are the parent's first ones, unchanged and
 * in order, nothing is written; when they are so to the end, the tree is the parent's.
 */
final class TreeText {
  private TreeWriter writer;
  private ParentNode first;
  private ParentNode last;
  private int nodes;
  private Id parent;
  private int parentNodes;

  /**
   * @param sameText the parent's node when that has the same text, else null
   */
  void add(Node node, ParentNode sameText) {
    if (writer == null && sameText != null && sameText.number() == nodes) {
      first = nodes == 0 ? sameText : first;
      last = sameText;
    } else {
      write();
      if (sameText != null) {
        writer.addRaw(sameText.tree(), sameText.start(), sameText.end());
      } else {
        writer.add(node);
      }
    }
    nodes++;
  }

  /** Nothing follows; {@code tree} is the parent's. */
  void end(ParentTree tree) {
    parent = tree.id();
    parentNodes = tree.count();
  }

  int nodes() {
    return nodes;
  }

  /** The id of the parent's tree when this is the same; else null. */
  Id inherited() {
    return writer == null && nodes > 0 && nodes == parentNodes ? parent : null;
  }

  byte[] finish() {
    write();
    return writer.finish();
  }

  /** Writes what was only counted so far. */
  private void write() {
    if (writer == null) {
      writer = new TreeWriter();
      if (nodes > 0) {
        writer.addRaw(first.tree(), first.start(), last.end());
      }
    }
  }
}
