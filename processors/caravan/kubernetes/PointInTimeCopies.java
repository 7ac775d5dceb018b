package caravan.kubernetes;

import caravan.api.ReplicationSource;

/** How each source's volume is copied, and when its application lets it be. */
final class PointInTimeCopies {
  private final SnapshotCopy snapshots;
  private final CloneCopy clones;
  private final CopyTrigger trigger;

  PointInTimeCopies(Cluster cluster, Timing timing) {
    snapshots = new SnapshotCopy(cluster, timing);
    clones = new CloneCopy(cluster);
    trigger = new CopyTrigger(cluster, timing);
  }

  PointInTimeCopy of(ReplicationSource source) {
    return isClone(source) ? clones : snapshots;
  }

  CopyTrigger trigger() {
    return trigger;
  }

  static boolean isClone(ReplicationSource source) {
    return source.restic().copyMethod().equals("Clone");
  }

  /** The mover reads the volume itself. */
  static boolean isNone(ReplicationSource source) {
    var method = source.restic().copyMethod();
    return method.equals("Direct") || method.equals("None");
  }
}
