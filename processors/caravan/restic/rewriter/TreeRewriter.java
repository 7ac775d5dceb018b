package caravan.restic.rewriter;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.BlobSaver;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.TreeReader;
import caravan.restic.snapshot.TreeWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rewrites trees from the leaves up. Nodes that stay as they are keep their bytes, also members
 * that only another program knows; a node that changes must be one that we can write without loss.
 */
public final class TreeRewriter {
  private static final int MAX_DEPTH = 2048;
  private static final byte[] ROOT = {'/'};
  private final Repository repository;
  private BlobSaver saver;
  private final TreeRules rules;
  private final Map<Id, Optional<Id>> known = new HashMap<>();

  public TreeRewriter(Repository repository, TreeRules rules) {
    this.repository = repository;
    this.rules = rules;
  }

  /**
   * The tree that takes the place of a snapshot's root, or null when nothing does.
   *
   * @param target takes new trees; they are to be stored before the next call
   */
  public Id rewrite(Id root, BlobSaver target) {
    saver = target;
    return rewrite(ROOT, root, 0);
  }

  private Id rewrite(byte[] path, Id tree, int depth) {
    var before = rules.ignorePaths() && tree != null ? known.get(tree) : null;
    if (before != null) {
      return before.orElse(null);
    }
    byte[] bytes;
    try {
      bytes = load(path, tree, depth);
    } catch (ResticException e) {
      return switch (rules.unreadable(path, e)) {
        case EMPTY -> save(new TreeWriter());
        case REMOVED -> null;
      };
    }
    var after = rewritten(path, tree, bytes, depth);
    known.put(tree, Optional.ofNullable(after));
    return after;
  }

  /** The tree's bytes, once all of it can be read. */
  private byte[] load(byte[] path, Id tree, int depth) {
    if (tree == null || depth > MAX_DEPTH) {
      throw new DamagedRepository(
          "directory \"%s\" has no tree or is nested too deep; run check"
              .formatted(BytePath.display(path)));
    }
    var bytes = repository.loadBlob(BlobType.TREE, tree);
    var reader = new TreeReader(bytes);
    while (reader.next() != null) {
      // A damage further down must not leave half a tree.
    }
    return bytes;
  }

  private Id rewritten(byte[] folder, Id tree, byte[] bytes, int depth) {
    var writer = new TreeWriter();
    boolean isChanged = false;
    boolean isEmpty = true;
    var reader = new TreeReader(bytes);
    for (Node node; (node = reader.next()) != null; ) {
      var path = BytePath.join(folder, node.name());
      var kept = rewrite(path, node, depth);
      if (kept == node) {
        writer.addRaw(bytes, reader.start(), reader.end());
      } else if (kept != null) {
        if (!rules.mayLose()) {
          requireLossless(folder, node, bytes, reader);
        }
        writer.add(kept);
      }
      isChanged |= kept != node;
      isEmpty &= kept == null;
    }
    if (isEmpty && !rules.keepsEmpty(folder)) {
      return null;
    }
    return isChanged ? save(writer) : tree;
  }

  private Node rewrite(byte[] path, Node node, int depth) {
    var kept = rules.rewrite(path, node);
    if (kept == null || kept.type() != NodeType.DIR) {
      return kept;
    }
    var subtree = rewrite(path, kept.subtree(), depth + 1);
    if (subtree == null) {
      return null;
    }
    return subtree.equals(kept.subtree()) ? kept : kept.withSubtree(subtree);
  }

  private static void requireLossless(byte[] folder, Node node, byte[] bytes, TreeReader reader) {
    var writer = new TreeWriter();
    writer.add(node);
    var again = new TreeWriter();
    again.addRaw(bytes, reader.start(), reader.end());
    if (!Arrays.equals(writer.finish(), again.finish())) {
      throw new DamagedRepository(
          "cannot encode tree at \"%s\" without losing information: entry \"%s\" was written by another program"
              .formatted(BytePath.display(folder), BytePath.display(node.name())));
    }
  }

  private Id save(TreeWriter writer) {
    var bytes = writer.finish();
    return saver.save(BlobType.TREE, bytes, bytes.length).id();
  }
}
