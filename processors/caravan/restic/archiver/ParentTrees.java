package caravan.restic.archiver;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.snapshot.Node;

/** Loads the trees of the parent; one that cannot be read is a failure, and as if not there. */
final class ParentTrees {
  private final BackupRun run;

  ParentTrees(BackupRun run) {
    this.run = run;
  }

  /**
   * The tree of a directory's node.
   *
   * @param previous null or no directory when the parent has none in that place
   * @param path where the directory lies, for a failure
   */
  ParentTree of(Node previous, byte[] path) {
    return previous == null || previous.subtree() == null
        ? ParentTree.NONE
        : of(previous.subtree(), path);
  }

  ParentTree of(Id tree, byte[] path) {
    try {
      var bytes = run.repository().loadBlob(BlobType.TREE, tree);
      return ParentTree.of(bytes, e -> run.failures().add(path, e.getMessage()));
    } catch (ResticException e) {
      run.failures().add(path, e.getMessage());
      return ParentTree.NONE;
    }
  }
}
