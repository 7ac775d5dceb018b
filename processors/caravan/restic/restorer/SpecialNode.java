package caravan.restic.restorer;

import caravan.restic.DamagedRepository;
import caravan.restic.fs.Directory;
import caravan.restic.fs.FileStat;
import caravan.restic.snapshot.Node;

/** Makes what is neither a file nor a directory. */
final class SpecialNode {
  private static final int PRIVATE_MODE = 0600;

  private SpecialNode() {}

  static void create(Directory directory, Node node) {
    long device = node.attributes().device();
    switch (node.type()) {
      case SYMLINK -> directory.makeSymlink(node.name(), target(node));
      case FIFO -> directory.makeNode(node.name(), FileStat.FIFO | PRIVATE_MODE, 0);
      case DEV -> directory.makeNode(node.name(), FileStat.BLOCK_DEVICE | PRIVATE_MODE, device);
      case CHARDEV ->
          directory.makeNode(node.name(), FileStat.CHARACTER_DEVICE | PRIVATE_MODE, device);
      default -> throw unknown(node);
    }
  }

  /** Whether there is a way to make the node at all. */
  static void failIfUnknown(Node node) {
    switch (node.type()) {
      case SYMLINK, FIFO, DEV, CHARDEV -> {}
      default -> throw unknown(node);
    }
  }

  private static byte[] target(Node node) {
    if (node.linkTarget() == null || node.linkTarget().length == 0) {
      throw new DamagedRepository("the snapshot does not say where this link leads");
    }
    return node.linkTarget();
  }

  private static DamagedRepository unknown(Node node) {
    return new DamagedRepository(
        "the snapshot has a node of type \"%s\" here, which nothing can be made of"
            .formatted(node.type().word()));
  }
}
