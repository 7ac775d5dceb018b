package caravan.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again, until closed; never with an interval of null. */
final class Ticker implements AutoCloseable {
  private final ScheduledExecutorService executor;

  Ticker(Duration interval, Runnable task) {
    if (interval == null) {
      executor = null;
      return;
    }
    executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    long millis = Math.max(1, interval.toMillis());
    executor.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    if (executor != null) {
      executor.close();
    }
  }
}
