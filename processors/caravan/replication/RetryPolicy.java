package caravan.replication;

import caravan.api.Replication;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** When a failed run is tried again: 10 s, 20 s, 40 s, ... an hour, never past the next slot. */
public final class RetryPolicy {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryPolicy() {}

  /**
   * When an attempt that has not started ends for the next one: at the next slot, whose data is
   * newer.
   *
   * @param since when it should have started
   * @param localZone the zone of a schedule that names none
   * @param otherwise how long it may take without a schedule
   */
  public static Instant startsBy(
      Replication object, Instant since, ZoneId localZone, Duration otherwise) {
    var slot =
        SyncTrigger.of(object, localZone) instanceof SyncTrigger.Scheduled scheduled
            ? scheduled.schedule().next(since)
            : Optional.<Instant>empty();
    return slot.orElse(since.plus(otherwise));
  }

  /**
   * @param failures attempts that failed in a row, this one included
   * @param nextSlot the next slot after now, where there is a schedule
   */
  static Instant nextAttempt(int failures, Instant now, Optional<Instant> nextSlot) {
    var delay = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
    var attempt = now.plus(delay.compareTo(LONGEST) < 0 ? delay : LONGEST);
    return nextSlot.filter(slot -> slot.isBefore(attempt)).orElse(attempt);
  }
}
