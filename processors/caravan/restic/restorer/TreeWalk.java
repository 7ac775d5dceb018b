package caravan.restic.restorer;

import caravan.restic.BackendFailure;
import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.Repository;
import caravan.restic.restorer.NodeFilter.Choice;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.TreeReader;

/**
 * Walks a snapshot's tree as far as the filter selects. Two walks over the same tree visit the same
 * in the same order, but for what cannot be read.
 */
final class TreeWalk {
  /** No path that a program can name is deeper. */
  private static final int MAX_DEPTH = 2048;

  private final Repository repository;
  private final RestoreOptions options;
  private final Failures failures;
  private final Visitor visitor;

  TreeWalk(Repository repository, RestoreOptions options, Failures failures, Visitor visitor) {
    this.repository = repository;
    this.options = options;
    this.failures = failures;
    this.visitor = visitor;
  }

  /** What a walk is for. What {@code visit} and {@code leave} throw is a failure of their item. */
  interface Visitor {
    /** A directory begins. */
    Place enter(Place parent, byte[] name, boolean isSelected);

    /** Whether anything in the directory is to be looked at. */
    boolean isOpen(Place place);

    /** A selected node that is no directory. */
    void visit(Place place, Node node);

    /** The entries of the directory are not all known, for this reason. */
    void lose(Place place, RuntimeException reason);

    /** A node whose name must not be; nothing else is done about it. */
    void reject(Place place, Node node);

    /** The entries of the directory are through, whatever came of them. */
    void exit(Place place);

    /** A directory ends that is selected, or has something selected in it; null for the root. */
    void leave(Place place, Node node, TreeContent content);
  }

  void run(Place root, Id tree) {
    var content = walk(root, tree);
    visitor.exit(root);
    if (content.hasSelected()) {
      failures.guard(root.location(), () -> visitor.leave(root, null, content));
    }
  }

  private TreeContent walk(Place place, Id tree) {
    var content = new TreeContent(options.delete());
    var reader = visitor.isOpen(place) ? open(place, tree) : null;
    if (reader != null) {
      for (Node node; (node = next(place, reader, content)) != null; ) {
        step(place, node, content);
      }
    }
    return content;
  }

  private TreeReader open(Place place, Id tree) {
    try {
      var reader = new TreeReader(repository.loadBlob(BlobType.TREE, tree));
      failures.storeAnswered();
      return reader;
    } catch (DamagedRepository | FileMissing | BackendFailure e) {
      visitor.lose(place, e);
      return null;
    }
  }

  private Node next(Place place, TreeReader reader, TreeContent content) {
    try {
      var node = reader.next();
      if (node == null) {
        content.complete();
      }
      return node;
    } catch (DamagedRepository e) {
      visitor.lose(place, e);
      return null;
    }
  }

  private void step(Place place, Node node, TreeContent content) {
    content.add(node.name());
    if (!BytePath.isEntryName(node.name()) || node.name().length > Names.MAX_BYTES) {
      visitor.reject(place, node);
      return;
    }
    if (node.type() == NodeType.SOCKET) {
      return;
    }
    var location = place.locationOf(node.name());
    var choice = options.filter().choose(location, node.type() == NodeType.DIR);
    if (choice.selected()) {
      content.select();
    }
    if (node.type() == NodeType.DIR) {
      directory(place, node, choice, content);
    } else if (choice.selected()) {
      failures.guard(location, () -> visitor.visit(place, node));
    }
  }

  private void directory(Place parent, Node node, Choice choice, TreeContent around) {
    if (!choice.selected() && !choice.childMayBeSelected()) {
      return;
    }
    try (var place = visitor.enter(parent, node.name(), choice.selected())) {
      var content = new TreeContent(false);
      if (node.subtree() == null || place.depth() > MAX_DEPTH) {
        var reason = node.subtree() == null ? "has no tree" : "is nested too deep";
        visitor.lose(place, new DamagedRepository("this directory of the snapshot " + reason));
      } else if (choice.childMayBeSelected()) {
        content = walk(place, node.subtree());
      }
      visitor.exit(place);
      if (content.hasSelected()) {
        around.select();
      }
      if (choice.selected() || content.hasSelected()) {
        var found = content;
        failures.guard(place.location(), () -> visitor.leave(place, node, found));
      }
    }
  }
}
