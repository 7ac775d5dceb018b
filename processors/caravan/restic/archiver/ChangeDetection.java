package caravan.restic.archiver;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.fs.FileStat;
import caravan.restic.index.BlobIndex;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Timestamp;

/** Decides whether a file must be read, or is what the parent has. */
final class ChangeDetection {
  enum Verdict {
    CHANGED,
    UNCHANGED,
    /** The file is unchanged, but the repository lost some of its blobs. */
    UNCHANGED_BUT_LOST
  }

  private final BlobIndex index;
  private final NodeTimes times;
  private final boolean ignoreCtime;
  private final boolean ignoreInode;

  ChangeDetection(BlobIndex index, BackupOptions options) {
    this.index = index;
    this.times = new NodeTimes(options.clock().getZone());
    this.ignoreInode = options.ignoreInode();
    this.ignoreCtime = options.ignoreCtime() || options.ignoreInode();
  }

  /**
   * @param previous the parent's node of that name, null for none
   */
  Verdict compare(FileStat stat, Node previous) {
    if (previous == null || previous.type() != NodeType.FILE || previous.content() == null) {
      return Verdict.CHANGED;
    }
    var known = previous.attributes();
    boolean isSame =
        stat.sizeBytes() == known.sizeBytes()
            && isSame(known.mtime(), stat.mtimeSeconds(), stat.mtimeNanos())
            && (ignoreCtime || isSame(known.ctime(), stat.ctimeSeconds(), stat.ctimeNanos()))
            && (ignoreInode || stat.inode() == known.inode());
    if (!isSame) {
      return Verdict.CHANGED;
    }
    for (Id id : previous.content()) {
      if (!index.contains(BlobType.DATA, id)) {
        return Verdict.UNCHANGED_BUT_LOST;
      }
    }
    return Verdict.UNCHANGED;
  }

  private boolean isSame(Timestamp known, long seconds, int nanos) {
    return known.nanos() == nanos
        && (known.seconds() == seconds || known.isSameInstant(times.of(seconds, nanos)));
  }
}
