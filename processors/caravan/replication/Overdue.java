package caravan.replication;

import caravan.api.Replication;
import java.time.Clock;
import java.time.Instant;

/**
 * Whether the schedule expected a good run that did not come: a slot has passed, and the next one
 * too. It is reckoned when it is asked for, so it is seen also while nothing moves at all.
 */
public final class Overdue {
  private Overdue() {}

  /** The clock's zone is that of the schedules that name none. */
  public static boolean isOverdue(Replication object, Clock clock) {
    var last = object.status().lastSyncTime();
    var since = last == null ? object.createdAt() : last;
    try {
      return since != null
          && SyncTrigger.of(object, clock.getZone())
              instanceof SyncTrigger.Scheduled(var schedule, _)
          && isPast(schedule, since, clock.instant());
    } catch (InvalidSchedule _) {
      return true;
    }
  }

  private static boolean isPast(CronSchedule schedule, Instant since, Instant now) {
    return schedule
        .next(since)
        .flatMap(schedule::next)
        .filter(slot -> slot.isBefore(now))
        .isPresent();
  }
}
