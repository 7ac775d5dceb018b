package caravan.storage;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Breaks calls that have not moved a byte for too long. A socket's own timeout covers reading only:
 * a server that stops taking what is written to it would hold its caller for ever.
 */
final class StallGuard implements AutoCloseable {
  private static final int LOOKS_PER_TIMEOUT = 4;
  private final long timeoutNanos;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService looker;

  StallGuard(Duration timeout) {
    timeoutNanos = timeout.toNanos();
    looker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("storage-stall-guard").factory());
    long every = Math.max(1, timeout.toMillis() / LOOKS_PER_TIMEOUT);
    looker.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  /** Watches a call until it is closed. */
  Call watch() {
    var call = new Call();
    calls.add(call);
    return call;
  }

  private void look() {
    long now = System.nanoTime();
    for (var call : calls) {
      if (now - call.lastMoved > timeoutNanos) {
        call.stalled = true;
        call.close();
        call.breakWith.run();
      }
    }
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }

  /** One call under watch. */
  final class Call implements AutoCloseable {
    private volatile Runnable breakWith = () -> {};
    private volatile long lastMoved = System.nanoTime();
    private volatile boolean stalled;

    private Call() {}

    /** What ends the call from another thread. */
    void breakWith(Runnable action) {
      breakWith = action;
    }

    void moved() {
      lastMoved = System.nanoTime();
    }

    boolean isStalled() {
      return stalled;
    }

    @Override
    public void close() {
      calls.remove(this);
    }
  }
}
