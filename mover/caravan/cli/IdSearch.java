package caravan.cli;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.ResticException;
import caravan.restic.index.BlobIndex;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.walker.SnapshotWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the files and folders that use blobs or trees, named by ids or their first 8 digits. */
final class IdSearch implements SnapshotWalk.Visitor {
  private static final byte[] ROOT = {'/'};

  /** Null when none are looked for. */
  private final Set<String> blobs;

  private final Set<String> trees;
  private FindReport report;
  private int treesFound;
  private boolean isDone;

  private IdSearch(Set<String> blobs, Set<String> trees) {
    this.blobs = blobs;
    this.trees = trees;
  }

  static IdSearch ofBlobs(List<String> ids) {
    return new IdSearch(new TreeSet<>(ids), null);
  }

  static IdSearch ofTrees(List<String> ids) {
    return new IdSearch(null, new TreeSet<>(ids));
  }

  /** Looks for all that lies in packs. */
  static IdSearch ofPacks(List<String> ids, BlobIndex index) {
    var blobs = new TreeSet<String>();
    var trees = new TreeSet<String>();
    var missing = new TreeSet<>(ids);
    index.forEach(
        blob -> {
          var pack = blob.packId();
          if (ids.contains(pack.toString()) || ids.contains(pack.toShortString())) {
            missing.remove(pack.toString());
            missing.remove(pack.toShortString());
            var set = blob.entry().type() == BlobType.DATA ? blobs : trees;
            set.add(blob.entry().id().toString());
          }
        });
    if (!missing.isEmpty()) {
      throw new InvalidInput("unable to find pack(s): [" + String.join(" ", missing) + "]");
    }
    return new IdSearch(blobs, trees);
  }

  /** Begins with a snapshot's own tree, which is in no other. */
  IdSearch below(Id root, FindReport printer) {
    report = printer;
    isDone = false;
    findTree(root, ROOT);
    return this;
  }

  @Override
  public boolean visit(Id tree, byte[] path, Node node) {
    if (isDone) {
      return false;
    }
    if (node.type() == NodeType.DIR && node.subtree() != null) {
      findTree(node.subtree(), path);
    }
    if (node.type() == NodeType.FILE && node.content() != null && blobs != null) {
      for (var id : node.content()) {
        if (isIn(blobs, id)) {
          report.object("blob", id, path, tree);
        }
      }
    }
    return !isDone;
  }

  private void findTree(Id tree, byte[] path) {
    if (trees != null && isIn(trees, tree)) {
      report.object("tree", tree, path, null);
      treesFound++;
      isDone = blobs == null && treesFound >= trees.size();
    }
  }

  /** A short id becomes the long one when it is met. */
  private static boolean isIn(Set<String> ids, Id id) {
    if (ids.remove(id.toShortString())) {
      ids.add(id.toString());
    }
    return ids.contains(id.toString());
  }

  @Override
  public void unreadable(Id tree, ResticException cause) {
    report.unreadable(tree, cause);
  }

  /** Which packs hold what is looked for, in restic's lines. */
  List<String> packs(BlobIndex index) {
    var lines = new ArrayList<String>();
    addPacks(lines, index, BlobType.DATA, blobs);
    addPacks(lines, index, BlobType.TREE, trees);
    return lines;
  }

  private static void addPacks(
      List<String> lines, BlobIndex index, BlobType type, Set<String> ids) {
    for (var text : ids == null ? Set.<String>of() : ids) {
      if (!Id.isId(text)) {
        lines.add("Note: cannot find pack for object '%s', unable to parse ID".formatted(text));
        continue;
      }
      var id = Id.parse(text);
      if (!index.contains(type, id)) {
        lines.add(
            "Object %s with type %s not found in the index"
                .formatted(type.word(), id.toShortString()));
        continue;
      }
      var blob = index.locationAt(index.ordinal(type, id));
      lines.add("Object belongs to pack " + blob.packId());
      lines.add(
          " ... Pack %s: <Blob (%s) %s, offset %d, length %d, uncompressed length %d>"
              .formatted(
                  blob.packId().toShortString(),
                  type.word(),
                  id.toShortString(),
                  blob.entry().offset(),
                  blob.entry().lengthBytes(),
                  blob.entry().uncompressedBytes()));
    }
  }
}
