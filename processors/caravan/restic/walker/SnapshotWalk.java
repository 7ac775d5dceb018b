package caravan.restic.walker;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.TreeReader;

/** Visits every node of a snapshot, a directory before what lies in it, in the trees' order. */
public final class SnapshotWalk {
  /** No path that a program can name is deeper. */
  private static final int MAX_DEPTH = 2048;

  private static final byte[] ROOT = {'/'};
  private final Repository repository;
  private final Visitor visitor;

  public SnapshotWalk(Repository repository, Visitor visitor) {
    this.repository = repository;
    this.visitor = visitor;
  }

  /** What a walk is for. */
  public interface Visitor {
    /**
     * Hears of a node.
     *
     * @param tree the tree that holds it
     * @return whether the walk goes into it, if it is a directory
     */
    boolean visit(Id tree, byte[] path, Node node);

    /** A tree cannot be read to its end; the walk goes on behind it unless this throws. */
    default void unreadable(Id tree, ResticException cause) {
      throw cause;
    }
  }

  /** Walks all that lies below a tree. */
  public void walk(Id tree) {
    walk(tree, ROOT);
  }

  /**
   * @param path where the tree is, for the paths of its nodes
   */
  public void walk(Id tree, byte[] path) {
    walk(tree, path, 0);
  }

  private void walk(Id tree, byte[] folder, int depth) {
    TreeReader reader;
    try {
      if (depth > MAX_DEPTH) {
        throw new DamagedRepository("tree %s is nested too deep; run check".formatted(tree));
      }
      reader = new TreeReader(repository.loadBlob(BlobType.TREE, tree));
    } catch (ResticException e) {
      visitor.unreadable(tree, e);
      return;
    }
    for (Node node; (node = next(tree, reader)) != null; ) {
      var path = BytePath.join(folder, node.name());
      boolean isEntered = visitor.visit(tree, path, node);
      if (node.type() == NodeType.DIR && isEntered) {
        if (node.subtree() == null) {
          visitor.unreadable(tree, withoutSubtree(tree));
        } else {
          walk(node.subtree(), path, depth + 1);
        }
      }
    }
  }

  private Node next(Id tree, TreeReader reader) {
    try {
      return reader.next();
    } catch (DamagedRepository e) {
      visitor.unreadable(tree, e);
      return null;
    }
  }

  private static DamagedRepository withoutSubtree(Id tree) {
    return new DamagedRepository(
        "tree %s holds a directory without a subtree; run check".formatted(tree));
  }
}
