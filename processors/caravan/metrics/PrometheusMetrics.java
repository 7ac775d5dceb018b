package caravan.metrics;

import caravan.api.ObjectKey;
import caravan.api.Replication;
import caravan.replication.SyncMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the series of every object, and removes them with it. */
public final class PrometheusMetrics implements SyncMetrics {
  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<ObjectKey, ObjectSeries> series = new ConcurrentHashMap<>();
  private final Map<ObjectKey, Meter> waiting = new ConcurrentHashMap<>();

  /** The clock's zone is that of the schedules that name none. */
  public PrometheusMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public void observed(Replication object, boolean outOfSync) {
    of(object).observed(object, outOfSync);
  }

  @Override
  public void completed(Replication object, Duration duration) {
    of(object).completed(duration);
  }

  @Override
  public void missedInterval(Replication object) {
    of(object).missedInterval();
  }

  @Override
  public void removedLocks(Replication object, int number) {
    of(object).removedLocks(number);
  }

  @Override
  public void forget(ObjectKey key) {
    var gone = series.remove(key);
    if (gone != null) {
      gone.remove();
    }
  }

  @Override
  public void waits(ObjectKey claim) {
    waiting.computeIfAbsent(
        claim,
        key ->
            Gauge.builder("caravan_claim_waiting", () -> 1)
                .description("1 while a claim waits for the volume that a destination fills")
                .tags("obj_name", key.name(), "obj_namespace", key.namespace())
                .register(registry));
  }

  @Override
  public void waitsNoLonger(ObjectKey claim) {
    var gone = waiting.remove(claim);
    if (gone != null) {
      registry.remove(gone);
    }
  }

  private ObjectSeries of(Replication object) {
    return series.computeIfAbsent(object.key(), _ -> new ObjectSeries(registry, object, clock));
  }
}
