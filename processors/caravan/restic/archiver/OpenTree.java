package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.snapshot.Node;
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
    private ParentNode text;
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
     * @param text the parent's node when that has the same text, else null
     * @return whether the tree is whole now, which one caller only is told
     */
    boolean fill(Node child, ParentNode text) {
      synchronized (tree) {
        this.node = child;
        this.text = text;
        isFilled = true;
        return tree.isWhole();
      }
    }
  }

  private final Slot place;
  private final Node node;
  private final ParentNode previous;
  private final Directory directory;
  private final byte[] path;
  private final TreeText text = new TreeText();
  private final ArrayDeque<Slot> waiting = new ArrayDeque<>();
  private boolean isSealed;
  private volatile Id id;

  private OpenTree(Slot place, Node node, ParentNode previous, Directory directory) {
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
  OpenTree child(Node node, ParentNode previous, Directory directory) {
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
  ParentNode previous() {
    return previous;
  }

  /** Where the children are; null for the root, whose children may come from several places. */
  Directory directory() {
    return directory;
  }

  /** The directory's path in the snapshot. */
  byte[] path() {
    return path;
  }

  byte[] pathOf(byte[] name) {
    return BytePath.join(path, name);
  }

  /** Adds the next child, which is complete; see {@link Slot#fill}. */
  synchronized void add(Node child, ParentNode sameText) {
    if (waiting.isEmpty()) {
      text.add(child, sameText);
    } else {
      reserve().fill(child, sameText);
    }
  }

  /** Keeps the next place for a child that comes later. */
  synchronized Slot reserve() {
    var slot = new Slot(this);
    waiting.add(slot);
    return slot;
  }

  /**
   * Nothing is added any more; {@code parent} is the tree that was read beside.
   *
   * @return whether the tree is whole now
   */
  synchronized boolean seal(ParentTree parent) {
    text.end(parent);
    isSealed = true;
    return isWhole();
  }

  /** How many nodes the tree has. */
  synchronized int children() {
    return text.nodes();
  }

  /** The id of the parent's tree, when this one is the same to the byte; else null. */
  synchronized Id inherited() {
    return text.inherited();
  }

  /** The bytes of the whole tree. */
  synchronized byte[] finish() {
    return text.finish();
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
      var child = waiting.poll();
      if (child.node != null) {
        text.add(child.node, child.text);
      }
    }
    return isSealed && waiting.isEmpty();
  }
}
