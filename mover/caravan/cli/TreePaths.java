package caravan.cli;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.TreeReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a folder within a snapshot. */
final class TreePaths {
  private TreePaths() {}

  /** The tree of the folder at a path such as {@code /home/user}; empty for the root. */
  static Id find(Repository repository, Id root, String path) {
    var tree = root;
    for (var part : path.split("/")) {
      if (!part.isEmpty()) {
        tree = child(repository, tree, part, path);
      }
    }
    return tree;
  }

  private static Id child(Repository repository, Id tree, String name, String path) {
    var wanted = name.getBytes(StandardCharsets.UTF_8);
    var reader = new TreeReader(repository.loadBlob(BlobType.TREE, tree));
    for (Node node; (node = reader.next()) != null; ) {
      if (Arrays.equals(node.name(), wanted)) {
        if (node.subtree() == null) {
          throw new InvalidInput("path " + path + ": not a directory");
        }
        return node.subtree();
      }
    }
    throw new InvalidInput("path " + path + ": not found");
  }
}
