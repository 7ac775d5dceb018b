package caravan.cli;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.TreeReader;
import java.util.Arrays;

/**
 * What a path of a snapshot names: a file, or a folder.
 *
 * @param path absolute and clean
 * @param tree of the folder, null for a file
 * @param node null for the root
 */
record DumpTarget(byte[] path, Id tree, Node node) {
  private static final byte[] ROOT = {'/'};

  /**
   * @throws InvalidInput when there is nothing that could be written
   */
  static DumpTarget find(Repository repository, Id root, String path) {
    var clean = BytePath.clean(BytePath.of("/" + path));
    var at = new DumpTarget(ROOT, root, null);
    for (var name : BytePath.components(clean)) {
      at = at.child(repository, name);
    }
    return at;
  }

  boolean isFolder() {
    return tree != null;
  }

  private DumpTarget child(Repository repository, byte[] name) {
    if (tree == null) {
      throw failure("\"%s\" should be a dir, but is a \"%s\"", path, node.type().word());
    }
    var below = BytePath.join(path, name);
    var reader = new TreeReader(repository.loadBlob(BlobType.TREE, tree));
    for (Node child; (child = reader.next()) != null; ) {
      if (Arrays.equals(child.name(), name)) {
        if (child.type() != NodeType.FILE && child.subtree() == null) {
          throw failure("\"%s\" should be a file, but is a \"%s\"", below, child.type().word());
        }
        return new DumpTarget(below, child.subtree(), child);
      }
    }
    throw failure("path \"%s\" not found in snapshot", below);
  }

  private static InvalidInput failure(String format, byte[] path, Object... more) {
    var words = new Object[more.length + 1];
    words[0] = BytePath.display(path);
    System.arraycopy(more, 0, words, 1, more.length);
    return new InvalidInput("cannot dump file: " + format.formatted(words));
  }
}
