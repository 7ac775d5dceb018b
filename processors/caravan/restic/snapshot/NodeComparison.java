package caravan.restic.snapshot;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Whether two nodes say the same in every member; the zone a time is written in does not count. */
public final class NodeComparison {
  private NodeComparison() {}

  public static boolean areEqual(Node a, Node b) {
    return a.type() == b.type()
        && Arrays.equals(a.name(), b.name())
        && areEqual(a.attributes(), b.attributes())
        && Objects.equals(a.content(), b.content())
        && Objects.equals(a.subtree(), b.subtree())
        && Arrays.equals(a.linkTarget(), b.linkTarget())
        && areEqual(a.extendedAttributes(), b.extendedAttributes())
        && a.error().equals(b.error())
        && Objects.equals(a.genericAttributes(), b.genericAttributes());
  }

  private static boolean areEqual(Attributes a, Attributes b) {
    return a.mode() == b.mode()
        && areEqual(a.mtime(), b.mtime())
        && areEqual(a.atime(), b.atime())
        && areEqual(a.ctime(), b.ctime())
        && a.uid() == b.uid()
        && a.gid() == b.gid()
        && a.user().equals(b.user())
        && a.group().equals(b.group())
        && a.inode() == b.inode()
        && a.deviceId() == b.deviceId()
        && a.sizeBytes() == b.sizeBytes()
        && a.links() == b.links()
        && a.device() == b.device();
  }

  private static boolean areEqual(Timestamp a, Timestamp b) {
    return a.isSameInstant(b);
  }

  private static boolean areEqual(List<ExtendedAttribute> a, List<ExtendedAttribute> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).name().equals(b.get(i).name())
          || !Arrays.equals(a.get(i).value(), b.get(i).value())) {
        return false;
      }
    }
    return true;
  }
}
