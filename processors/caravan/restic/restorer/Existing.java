package caravan.restic.restorer;

import caravan.restic.fs.FileStat;
import caravan.restic.restorer.RestoreOptions.Overwrite;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.Timestamp;

/** What a restore does about something that lies in a node's place already. */
final class Existing {
  private Existing() {}

  /** Whether the node takes the place; {@code there} is null when it is free. */
  static boolean mayBeReplaced(Overwrite overwrite, Node node, FileStat there) {
    if (there == null) {
      return true;
    }
    return switch (overwrite) {
      case ALWAYS, IF_CHANGED -> true;
      case IF_NEWER -> isNewer(node.attributes().mtime(), there);
      case NEVER -> false;
    };
  }

  /** Whether size and time of a file say that it has not changed. */
  static boolean looksEqual(Node node, long sizeBytes, FileStat there) {
    var mtime = node.attributes().mtime();
    return sizeBytes == there.sizeBytes()
        && mtime.seconds() == there.mtimeSeconds()
        && mtime.nanos() == there.mtimeNanos();
  }

  private static boolean isNewer(Timestamp mtime, FileStat there) {
    return mtime.seconds() > there.mtimeSeconds()
        || mtime.seconds() == there.mtimeSeconds() && mtime.nanos() > there.mtimeNanos();
  }
}
