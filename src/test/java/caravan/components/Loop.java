package caravan.components;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A controller of the simplest kind: looks at everything again and again on a thread of its own.
 */
final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final long PAUSE_MILLIS = 100;
  private final ScheduledExecutorService thread;

  private Loop(String name) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
  }

  /** What a pass cannot do now is left to the next. */
  static Loop of(String name, Runnable pass) {
    var loop = new Loop(name);
    loop.thread.scheduleWithFixedDelay(
        () -> attempt(name, pass), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return loop;
  }

  /** One object's trouble must not keep the others waiting. */
  static void attempt(String what, Runnable action) {
    try {
      action.run();
    } catch (KubernetesClientException e) {
      LOG.debug("{}: {}", what, e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("{} failed", what, e);
    }
  }

  /** After the pass under way. */
  @Override
  public void close() {
    thread.close();
  }
}
