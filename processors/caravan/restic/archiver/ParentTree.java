package caravan.restic.archiver;

import caravan.restic.ResticException;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.TreeReader;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A tree of the parent, read beside the directory it was made of: both are in the order of their
 * names, so one pass over each finds what belongs together.
 */
final class ParentTree {
  static final ParentTree NONE = new ParentTree(null, e -> {});
  private final TreeReader reader;
  private final Consumer<ResticException> damaged;
  private Node next;

  private ParentTree(TreeReader reader, Consumer<ResticException> damaged) {
    this.reader = reader;
    this.damaged = damaged;
  }

  /**
   * @param damaged hears of a tree that cannot be read to its end; the rest is as if not there
   */
  static ParentTree of(byte[] tree, Consumer<ResticException> damaged) {
    var parent = new ParentTree(new TreeReader(tree), damaged);
    parent.advance();
    return parent;
  }

  /** The node of that name or null; names are asked for in increasing order. */
  Node find(byte[] name) {
    while (next != null) {
      int order = Arrays.compareUnsigned(next.name(), name);
      if (order > 0) {
        return null;
      }
      var found = next;
      advance();
      if (order == 0) {
        return found;
      }
    }
    return null;
  }

  private void advance() {
    try {
      next = reader.next();
    } catch (ResticException e) {
      next = null;
      damaged.accept(e);
    }
  }
}
