package caravan.restic.walker;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeComparison;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.TreeReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Compares two trees, name by name; what both share is not looked into. */
public final class SnapshotDiff {
  private static final byte[] ROOT = {'/'};
  private static final byte[] SLASH = {'/'};
  private final Repository repository;
  private final boolean tellsMetadata;
  private final Listener listener;
  private final DiffTally added = new DiffTally();
  private final DiffTally removed = new DiffTally();
  private final DiffBlobs blobs;
  private int changedFiles;

  /** Hears of differences. */
  public interface Listener {
    /**
     * @param path of a directory with a slash at its end
     * @param modifier restic's letters: + - M T U ?
     */
    void changed(byte[] path, String modifier);

    /** A directory could not be compared. */
    void failed(ResticException cause);
  }

  /** How many there are of each kind. */
  public record Numbers(
      int files, int dirs, int others, int dataBlobs, int treeBlobs, long bytes) {}

  /** All differences in numbers. */
  public record Result(int changedFiles, Numbers added, Numbers removed) {}

  /**
   * The repository's index is loaded.
   *
   * @param tellsMetadata also nodes that differ in nothing but mode, times and the like
   */
  public SnapshotDiff(Repository repository, boolean tellsMetadata, Listener listener) {
    this.repository = repository;
    this.tellsMetadata = tellsMetadata;
    this.listener = listener;
    blobs = new DiffBlobs(repository.index(), listener);
  }

  public Result compare(Id before, Id after) {
    blobs.before(BlobType.TREE, before);
    blobs.after(BlobType.TREE, after);
    compare(ROOT, before, after);
    blobs.count(removed, added);
    return new Result(changedFiles, added.numbers(), removed.numbers());
  }

  private void compare(byte[] folder, Id before, Id after) {
    var left = new TreeReader(repository.loadBlob(BlobType.TREE, before));
    var right = new TreeReader(repository.loadBlob(BlobType.TREE, after));
    var old = left.next();
    var young = right.next();
    while (old != null || young != null) {
      int order = order(old, young);
      if (order < 0) {
        remove(folder, old);
      } else if (order > 0) {
        add(folder, young);
      } else {
        blobs.before(old);
        blobs.after(young);
        change(BytePath.join(folder, young.name()), old, young);
      }
      old = order <= 0 ? left.next() : old;
      young = order >= 0 ? right.next() : young;
    }
  }

  private static int order(Node old, Node young) {
    if (old == null || young == null) {
      return old == null ? 1 : -1;
    }
    return Arrays.compareUnsigned(old.name(), young.name());
  }

  private void change(byte[] path, Node old, Node young) {
    var modifier = old.type() == young.type() ? "" : "T";
    boolean areFiles = old.type() == NodeType.FILE && young.type() == NodeType.FILE;
    if (areFiles && !Objects.equals(content(old), content(young))) {
      changedFiles++;
      modifier += "M";
      if (NodeComparison.areEqual(old.withContent(null), young.withContent(null))) {
        modifier += "?";
      }
    } else if (tellsMetadata && !NodeComparison.areEqual(old, young)) {
      modifier += "U";
    }
    if (!modifier.isEmpty()) {
      listener.changed(shown(path, young), modifier);
    }
    if (old.type() == NodeType.DIR && young.type() == NodeType.DIR) {
      guard(
          () -> {
            if (subtree(old).equals(subtree(young))) {
              collectCommon(old.subtree());
            } else {
              compare(path, old.subtree(), young.subtree());
            }
          });
    }
  }

  private void remove(byte[] folder, Node node) {
    tell(folder, node, "-", removed);
  }

  private void add(byte[] folder, Node node) {
    tell(folder, node, "+", added);
  }

  /** Tells of a node that is on one side only, and of all below it. */
  private void tell(byte[] folder, Node node, String modifier, DiffTally tally) {
    if (tally == removed) {
      blobs.before(node);
    } else {
      blobs.after(node);
    }
    var path = BytePath.join(folder, node.name());
    listener.changed(shown(path, node), modifier);
    tally.add(node.type());
    if (node.type() == NodeType.DIR) {
      guard(
          () -> {
            var reader = new TreeReader(repository.loadBlob(BlobType.TREE, subtree(node)));
            for (Node child; (child = reader.next()) != null; ) {
              tell(path, child, modifier, tally);
            }
          });
    }
  }

  private void collectCommon(Id tree) {
    new SnapshotWalk(
            repository,
            (holder, path, node) -> {
              blobs.common(node);
              return true;
            })
        .walk(tree);
  }

  private void guard(Runnable work) {
    try {
      work.run();
    } catch (ResticException e) {
      listener.failed(e);
    }
  }

  private static Id subtree(Node node) {
    if (node.subtree() == null) {
      throw new DamagedRepository("a directory has no subtree; run check");
    }
    return node.subtree();
  }

  private static List<Id> content(Node node) {
    return node.content() == null ? List.of() : node.content();
  }

  private static byte[] shown(byte[] path, Node node) {
    if (node.type() != NodeType.DIR) {
      return path;
    }
    var withSlash = Arrays.copyOf(path, path.length + 1);
    withSlash[path.length] = SLASH[0];
    return withSlash;
  }
}
