package caravan.reconcile;

import java.time.Duration;

/** How long a failing key waits: doubled with each failure in a row, up to a longest. */
record BackOff(Duration first, Duration longest) {
  private static final int MAX_DOUBLINGS = 30;

  /**
   * @param failures in a row, at least 1
   */
  Duration delay(int failures) {
    var delay = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return delay.compareTo(longest) < 0 ? delay : longest;
  }
}
