package caravan.restic.archiver;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.fs.BytePath;
import caravan.restic.snapshot.StoredSnapshot;

/** Loads the trees of the parent; one that cannot be read is a failure, and as if not there. */
final class ParentTrees {
  private final BackupRun run;
  private final StoredSnapshot parent;

  /**
   * @param parent null for none
   */
  ParentTrees(BackupRun run, StoredSnapshot parent) {
    this.run = run;
    this.parent = parent;
  }

  ParentTree root() {
    return parent == null ? ParentTree.NONE : load(parent.snapshot().tree(), BytePath.of("/"));
  }

  /**
   * The tree of a directory's node.
   *
   * @param previous null or no directory when the parent has none in that place
   * @param path where the directory lies, for a failure
   */
  ParentTree of(ParentNode previous, byte[] path) {
    return previous == null || previous.node().subtree() == null
        ? ParentTree.NONE
        : load(previous.node().subtree(), path);
  }

  private ParentTree load(Id tree, byte[] path) {
    try {
      var bytes = run.repository().loadBlob(BlobType.TREE, tree);
      return ParentTree.of(tree, bytes, isExact(), e -> run.failures().add(path, e.getMessage()));
    } catch (ResticException e) {
      run.failures().add(path, e.getMessage());
      return ParentTree.NONE;
    }
  }

  /** Only of what this very program wrote is it certain. */
  private boolean isExact() {
    var program = run.options().programVersion();
    return !program.isEmpty() && program.equals(parent.snapshot().programVersion());
  }
}
