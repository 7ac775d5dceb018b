package caravan.replication;

import caravan.api.ReplicationSource;
import java.time.Duration;
import java.time.Instant;

/** Whether a source's repository is to be pruned again. */
final class PruneSchedule {
  private static final int DEFAULT_DAYS = 7;

  private PruneSchedule() {}

  /** Reckoned from the last prune, before the first one from the object's creation. */
  static boolean isDue(ReplicationSource source, Instant now) {
    var days = source.restic().pruneIntervalDays();
    var restic = source.status().restic();
    var last = restic == null ? null : restic.lastPruned();
    var from = last == null ? source.createdAt() : last;
    return from != null
        && now.isAfter(from.plus(Duration.ofDays(days == null ? DEFAULT_DAYS : days)));
  }
}
