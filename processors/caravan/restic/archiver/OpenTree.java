package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.TreeWriter;
import java.util.ArrayDeque;

/**
 * A directory on its way into the snapshot. Its children arrive from several threads; each goes
 * into the tree as soon as all before it are there, so that little is kept.
 */
final class OpenTree {
  /** The place of a child that is not there yet. */
  static final class Slot {
    private final OpenTree tree;
    private Node node;
    private boolean isFilled;

    private Slot(OpenTree tree) {
      this.tree = tree;
    }

    OpenTree tree() {
      return tree;
    }

    /**
     * Puts the child into its place, null when there is none after all.
     *
     * @return whether the tree is whole now, which one caller only is told
     */
    boolean fill(Node child) {
      synchronized (tree) {
        node = child;
        isFilled = true;
        return tree.isWhole();
      }
    }
  }

  private final Slot place;
  private final Node node;
  private final Node previous;
  private final Directory directory;
  private final byte[] path;
  private final TreeWriter writer = new TreeWriter();
  private final ArrayDeque<Slot> waiting = new ArrayDeque<>();
  private long children;
  private boolean isSealed;
  private volatile Id id;

  private OpenTree(Slot place, Node node, Node previous, Directory directory) {
    this.place = place;
    this.node = node;
    this.previous = previous;
    this.directory = directory;
    this.path = place == null ? new byte[] {'/'} : place.tree.pathOf(node.name());
  }

  static OpenTree root() {
    return new OpenTree(null, null, null, null);
  }

  /**
   * @param directory where the children are, open until the tree is whole
   */
  OpenTree child(Node node, Node previous, Directory directory) {
    return new OpenTree(reserve(), node, previous, directory);
  }

  /** The place in the tree above, null for the root. */
  Slot place() {
    return place;
  }

  /** The directory's node, without its tree; null for the root. */
  Node node() {
    return node;
  }

  /** What the parent snapshot has in this place, or null. */
  Node previous() {
    return previous;
  }

  /** The directory's path in the snapshot. */
  byte[] path() {
    return path;
  }

  byte[] pathOf(byte[] name) {
    return BytePath.join(path, name);
  }

  /** Adds the next child, which is complete. */
  synchronized void add(Node child) {
    if (waiting.isEmpty()) {
      write(child);
    } else {
      reserve().fill(child);
    }
  }

  /** Keeps the next place for a child that comes later. */
  synchronized Slot reserve() {
    var slot = new Slot(this);
    waiting.add(slot);
    return slot;
  }

  /** Nothing is added any more; returns whether the tree is whole now. */
  synchronized boolean seal() {
    isSealed = true;
    return isWhole();
  }

  /** How many nodes the tree has. */
  synchronized long children() {
    return children;
  }

  /** Where the children are; null for the root, whose children may come from several places. */
  Directory directory() {
    return directory;
  }

  /** The bytes of the whole tree. */
  synchronized byte[] finish() {
    return writer.finish();
  }

  void savedAs(Id tree) {
    id = tree;
  }

  /** Of the saved tree; null before. */
  Id id() {
    return id;
  }

  private boolean isWhole() {
    while (!waiting.isEmpty() && waiting.peek().isFilled) {
      var child = waiting.poll().node;
      if (child != null) {
        write(child);
      }
    }
    return isSealed && waiting.isEmpty();
  }

  private void write(Node child) {
    writer.add(child);
    children++;
  }
}
