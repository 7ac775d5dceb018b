package caravan.restic.archiver;

import caravan.restic.Id;
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
  static final ParentTree NONE = new ParentTree(null, null, null, e -> {});
  private static final int UNKNOWN = -1;
  private final Id id;
  private final TreeReader reader;
  private final byte[] text;
  private final Consumer<ResticException> damaged;
  private ParentNode next;
  private int count;

  private ParentTree(Id id, TreeReader reader, byte[] text, Consumer<ResticException> damaged) {
    this.id = id;
    this.reader = reader;
    this.text = text;
    this.damaged = damaged;
  }

  /**
   * @param isExact whether its bytes are restic's exact ones, so that they may be used again
   * @param damaged hears of a tree that cannot be read to its end; the rest is as if not there
   */
  static ParentTree of(Id id, byte[] tree, boolean isExact, Consumer<ResticException> damaged) {
    var parent = new ParentTree(id, new TreeReader(tree), isExact ? tree : null, damaged);
    parent.advance();
    return parent;
  }

  /** Null for none. */
  Id id() {
    return id;
  }

  /** The node of that name or null; names are asked for in increasing order. */
  ParentNode find(byte[] name) {
    while (next != null) {
      int order = Arrays.compareUnsigned(next.node().name(), name);
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

  /** How many nodes there are, when all of them were passed; -1 before, or when not all can be. */
  int count() {
    return next == null ? count : UNKNOWN;
  }

  private void advance() {
    try {
      Node node = reader.next();
      next =
          node == null ? null : new ParentNode(node, count++, text, reader.start(), reader.end());
    } catch (ResticException e) {
      next = null;
      count = UNKNOWN;
      damaged.accept(e);
    }
  }
}
