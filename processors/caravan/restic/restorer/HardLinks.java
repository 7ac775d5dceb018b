package caravan.restic.restorer;

import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which file of the plan is the first of those that were one file with several names. */
final class HardLinks {
  static final int NONE = -1;
  private final Map<Identity, Integer> first = new HashMap<>();
  private final BitSet linked = new BitSet();

  private record Identity(long inode, long deviceId) {}

  /** The first file with the node's identity, or {@link #NONE}. */
  int first(Node node) {
    return isLinked(node) ? first.getOrDefault(identity(node), NONE) : NONE;
  }

  void add(Node node, int file) {
    if (isLinked(node)) {
      first.put(identity(node), file);
      linked.set(file);
    }
  }

  /** Whether the file of the plan had several names. */
  boolean isLinked(int file) {
    return linked.get(file);
  }

  private static boolean isLinked(Node node) {
    return node.type() == NodeType.FILE && Long.compareUnsigned(node.attributes().links(), 1) > 0;
  }

  private static Identity identity(Node node) {
    return new Identity(node.attributes().inode(), node.attributes().deviceId());
  }
}
