package caravan.mover;

import caravan.restic.Id;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.List;

/**
 * The snapshot that says how large the volume should be about: the newest that was not far smaller
 * than the one before it.
 */
record LastGood(Id id, long bytes) {
  /** A volume that has less than one part in so many of what it had is far smaller. */
  private static final int PARTS = 10;

  /** Below this a volume comes and goes as it likes. */
  private static final long TELLING_BYTES = 1 << 20;

  /**
   * Null when no snapshot says anything.
   *
   * @param accepted the beginning of an id: that snapshot and those before it do not count any more
   */
  static LastGood among(List<StoredSnapshot> oldestFirst, String accepted) {
    LastGood good = null;
    for (var stored : oldestFirst) {
      if (!accepted.isEmpty() && stored.id().toString().startsWith(accepted)) {
        good = null;
      } else if (isOfVolume(stored.snapshot())) {
        long bytes = stored.snapshot().summary().totalBytesProcessed();
        good = good != null && good.isShrunkTo(bytes) ? good : new LastGood(stored.id(), bytes);
      }
    }
    return good;
  }

  /** Whether a volume of so many bytes has lost nearly everything. */
  boolean isShrunkTo(long now) {
    return now == 0 ? bytes > 0 : bytes >= TELLING_BYTES && now < bytes / PARTS;
  }

  /** Snapshots of other programs and of old versions of restic have no summary. */
  private static boolean isOfVolume(Snapshot snapshot) {
    return snapshot.summary() != null
        && MoverRun.HOST.equals(snapshot.hostname())
        && snapshot.paths().contains(MoverRun.PATH);
  }
}
