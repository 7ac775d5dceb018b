package caravan.restic.archiver;

import caravan.restic.snapshot.Attributes;
import caravan.restic.snapshot.Node;

/**
 * A node of the parent and its text.
 *
 * @param number its place in its tree, from 0
 * @param tree the bytes of that tree, in which the node reaches from {@code start} to {@code end};
 *     null when they may not be restic's exact ones
 */
record ParentNode(Node node, int number, byte[] tree, int start, int end) {

  /** Whether a node that says the same would have the same text. */
  boolean isTextOf(Node equal) {
    return tree != null && haveSameOffsets(node.attributes(), equal.attributes());
  }

  private static boolean haveSameOffsets(Attributes a, Attributes b) {
    return a.mtime().offsetMinutes() == b.mtime().offsetMinutes()
        && a.atime().offsetMinutes() == b.atime().offsetMinutes()
        && a.ctime().offsetMinutes() == b.ctime().offsetMinutes();
  }
}
