package caravan.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes wrong by as much as a test wants. */
final class ShiftedClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  /** Sets it forward, or back. */
  void shift(Duration time) {
    ahead = ahead.plus(time);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return offset(system(zone), ahead);
  }
}
