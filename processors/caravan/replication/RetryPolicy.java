package caravan.replication;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a failed run is tried again: 10 s, 20 s, 40 s, ... an hour, never past the next slot. */
final class RetryPolicy {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryPolicy() {}

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
