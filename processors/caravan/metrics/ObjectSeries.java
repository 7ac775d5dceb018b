package caravan.metrics;

import caravan.api.Condition;
import caravan.api.ConditionReasons;
import caravan.api.Replication;
import caravan.replication.Overdue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The series of one object. */
final class ObjectSeries {
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final MeterRegistry registry;
  private final Tags tags;
  private final Counter missed;
  private final DistributionSummary durations;
  private final List<Meter> gauges;
  private final Counter locks;
  private final LabelledState unhealthy;
  private final LabelledState phase;
  private volatile boolean outOfSync = true;
  private volatile Replication object;

  ObjectSeries(MeterRegistry registry, Replication object, Clock clock) {
    this.registry = registry;
    this.object = object;
    tags =
        Tags.of(
            "obj_name", object.name(),
            "obj_namespace", object.namespace(),
            "role", object.role(),
            "method", "restic");
    missed =
        Counter.builder("volsync_missed_intervals")
            .description("Runs that ended after the slot that follows their own")
            .tags(tags)
            .register(registry);
    durations =
        DistributionSummary.builder("volsync_sync_duration")
            .baseUnit("seconds")
            .description("How long runs took, with all waiting and every attempt")
            .publishPercentiles(0.5, 0.9, 0.99)
            .percentilePrecision(3)
            .distributionStatisticExpiry(REMEMBERED)
            .tags(tags)
            .register(registry);
    locks =
        Counter.builder("caravan_locks_removed")
            .description("Locks of dead movers that runs removed")
            .tags(tags)
            .register(registry);
    unhealthy =
        state(
            "caravan_unhealthy",
            "1 while the condition Healthy is False, with its reason",
            "reason");
    phase = state("caravan_run_phase", "1 while there is a run, with what it does", "phase");
    gauges =
        List.of(
            gauge(
                "volsync_volume_out_of_sync",
                "1 when there was no run yet or a whole slot was missed",
                series -> series.outOfSync ? 1 : 0),
            gauge(
                "caravan_overdue",
                "1 when the schedule expected a good run that did not come",
                series -> Overdue.isOverdue(series.object, clock) ? 1 : 0),
            gauge(
                "caravan_last_success_timestamp_seconds",
                "When the last good run ended, 0 for never",
                series -> seconds(series.object.status().lastSyncTime())),
            gauge(
                "caravan_next_run_timestamp_seconds",
                "When the next run is due, 0 when none is",
                series -> seconds(series.object.status().nextSyncTime())),
            gauge(
                "caravan_consecutive_failures",
                "Failed attempts since the last good run",
                series -> series.object.status().run().failures()),
            gauge(
                "caravan_files",
                "Files of the last good run",
                series -> number(series.object.status().run().files())),
            gauge(
                "caravan_bytes",
                "Size of the files of the last good run",
                series -> number(series.object.status().run().bytes())),
            gauge(
                "caravan_stored_bytes",
                "What the last good run added to the repository",
                series -> number(series.object.status().run().storedBytes())));
  }

  private LabelledState state(String name, String description, String label) {
    var gauge = Gauge.builder(name, () -> 1).description(description);
    return new LabelledState(registry, gauge, tags, label);
  }

  private Meter gauge(String name, String description, ToDoubleFunction<ObjectSeries> value) {
    return Gauge.builder(name, this, value).description(description).tags(tags).register(registry);
  }

  synchronized void observed(Replication now, boolean isOutOfSync) {
    object = now;
    outOfSync = isOutOfSync;
    unhealthy.is(trouble(now));
    phase.is(RunPhase.of(now));
  }

  /** The reason of {@code Healthy} while it is False, empty otherwise. */
  private static String trouble(Replication object) {
    var conditions = object.status().conditions();
    return conditions == null
        ? ""
        : conditions.stream()
            .filter(it -> it.type().equals(ConditionReasons.HEALTHY))
            .filter(it -> it.status().equals("False"))
            .map(Condition::reason)
            .findFirst()
            .orElse("");
  }

  void completed(Duration duration) {
    durations.record(duration.toNanos() / 1e9);
  }

  void missedInterval() {
    missed.increment();
  }

  void removedLocks(int number) {
    locks.increment(number);
  }

  synchronized void remove() {
    unhealthy.is("");
    phase.is("");
    registry.remove(locks);
    registry.remove(missed);
    registry.remove(durations);
    gauges.forEach(registry::remove);
  }

  private static double seconds(Instant time) {
    return time == null ? 0 : time.getEpochSecond();
  }

  private static double number(Long value) {
    return value == null ? 0 : value;
  }
}
