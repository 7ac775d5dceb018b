package caravan.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that the demo puts forward, so that a day of schedules passes in a minute. */
final class DemoClock extends Clock {
  private volatile Duration ahead;

  private DemoClock(Duration ahead) {
    this.ahead = ahead;
  }

  /** Runs on from {@code start} at the pace of real time. */
  static DemoClock startingAt(Instant start) {
    return new DemoClock(Duration.between(Instant.now(), start));
  }

  void putForward(Duration by) {
    ahead = ahead.plus(by);
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
    return this;
  }
}
