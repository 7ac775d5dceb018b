package caravan.restic.repository;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only when a test says so, or when somebody pauses. */
final class TestClock extends Clock implements Pause {
  private final List<Duration> pauses = new ArrayList<>();
  private Runnable duringPause = () -> {};
  private Instant now = Instant.parse("2026-05-06T07:08:09Z");

  synchronized void forward(Duration duration) {
    now = now.plus(duration);
  }

  /** How long was paused, each time. */
  synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** What others do while somebody pauses. */
  void duringPause(Runnable action) {
    duringPause = action;
  }

  @Override
  public void of(Duration duration) {
    synchronized (this) {
      pauses.add(duration);
      now = now.plus(duration);
    }
    duringPause.run();
  }

  @Override
  public synchronized Instant instant() {
    return now;
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
