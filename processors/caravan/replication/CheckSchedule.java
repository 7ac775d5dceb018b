package caravan.replication;

import caravan.api.ReplicationSource;
import java.time.Duration;
import java.time.Instant;

/** Whether a source's repository is to be checked again. */
final class CheckSchedule {
  private CheckSchedule() {}

  /** Reckoned from the last good check, before the first one from the object's creation. */
  static boolean isDue(ReplicationSource source, Instant now) {
    var days = source.restic().checkIntervalDays();
    var last = source.status().run().lastChecked();
    var from = last == null ? source.createdAt() : last;
    return days != null
        && days > 0
        && from != null
        && now.isAfter(from.plus(Duration.ofDays(days)));
  }
}
