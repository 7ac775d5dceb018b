package caravan.replication;

import caravan.api.ConditionReasons;
import caravan.api.Replication;
import java.time.Instant;
import java.time.ZoneId;

/** Which objects a tick of the clock is worth a pass for. */
public final class Wake {
  private Wake() {}

  /** False for an object that has nothing to do before its next slot or change. */
  public static boolean isDue(Replication object, Instant now, ZoneId localZone) {
    if (SyncState.of(object) == SyncState.SYNCHRONIZING) {
      var attempt = object.status().run().nextAttemptTime();
      return attempt == null || !attempt.isAfter(now);
    }
    return !isIdle(object) || isTriggered(object, now, localZone);
  }

  /** Whether the object waits for its next slot or value, and nothing is left of its last run. */
  public static boolean isIdle(Replication object) {
    var reason = Conditions.reason(object.status());
    return reason.equals(ConditionReasons.WAITING_FOR_SCHEDULE)
        || reason.equals(ConditionReasons.WAITING_FOR_MANUAL);
  }

  /** Whether the last pass failed. */
  public static boolean isInError(Replication object) {
    return Conditions.reason(object.status()).equals(ConditionReasons.ERROR);
  }

  private static boolean isTriggered(Replication object, Instant now, ZoneId localZone) {
    try {
      return SyncTrigger.of(object, localZone).isDue(object.status(), now);
    } catch (InvalidSchedule _) {
      // The pass will say so.
      return true;
    }
  }
}
