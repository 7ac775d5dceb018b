package caravan.components;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day, but for as much as a test or the demo puts it forward. */
public final class ShiftedClock extends Clock {
  private volatile Duration ahead;

  private ShiftedClock(Duration ahead) {
    this.ahead = ahead;
  }

  /** Right, until it is shifted. */
  public static ShiftedClock right() {
    return new ShiftedClock(Duration.ZERO);
  }

  /** Runs on from {@code start} at the pace of real time. */
  public static ShiftedClock startingAt(Instant start) {
    return new ShiftedClock(Duration.between(Instant.now(), start));
  }

  /** Sets it forward, or back. */
  public void shift(Duration time) {
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
