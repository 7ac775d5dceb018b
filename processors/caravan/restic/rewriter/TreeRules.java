package caravan.restic.rewriter;

import caravan.restic.ResticException;
import caravan.restic.snapshot.Node;

/** What a rewrite does to each node, and to what it cannot read. */
public interface TreeRules {
  /** What becomes of a tree that cannot be read. */
  enum Unreadable {
    /** An empty directory. */
    EMPTY,
    /** It goes, with the node that names it. */
    REMOVED
  }

  /** The node as it is to be, the same one to leave it, or null to remove it. */
  Node rewrite(byte[] path, Node node);

  /** Whether a directory stays though nothing in it does. */
  default boolean keepsEmpty(byte[] path) {
    return true;
  }

  /** Decides about a tree that cannot be read; to throw ends the rewrite. */
  default Unreadable unreadable(byte[] path, ResticException cause) {
    throw cause;
  }

  /** Whether a changed node may lose members that only another program knows. */
  default boolean mayLose() {
    return false;
  }

  /** Whether the same tree becomes the same wherever it is, so that each is read once. */
  default boolean ignorePaths() {
    return false;
  }
}
