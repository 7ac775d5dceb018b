package caravan.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Up while every watch has its list and has not been interrupted for too long. */
final class WatchHealth extends AbstractHealthCheck {
  private final List<Watch> watches;
  private final Duration allowed;
  private long lastGoodNanos = System.nanoTime();

  WatchHealth(ResourcePath resource, List<Watch> watches, Duration allowed) {
    super("reconcile", "reconcile:" + resource);
    this.watches = List.copyOf(watches);
    this.allowed = allowed;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    var missing = watches.stream().filter(watch -> !watch.hasSynced()).toList();
    if (!missing.isEmpty()) {
      builder.message("not listed yet: " + names(missing)).down();
      return;
    }
    var interrupted = watches.stream().filter(watch -> !watch.isWatching()).toList();
    long now = System.nanoTime();
    if (interrupted.isEmpty()) {
      lastGoodNanos = now;
    }
    if (now - lastGoodNanos > allowed.toNanos()) {
      builder.message("not watching: " + names(interrupted)).down();
    } else {
      builder.up();
    }
  }

  private static String names(List<Watch> watches) {
    return String.join(
        ", ", watches.stream().map(it -> it.watched().resource().toString()).distinct().toList());
  }
}
