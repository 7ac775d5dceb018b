package caravan.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Condition;
import caravan.api.ObjectKey;
import caravan.api.ReplicationSource;
import caravan.api.RunStatus;
import caravan.api.Trigger;
import caravan.replication.Samples;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusMetricsTest {
  private static final String LABELS =
      "{method=\"restic\",obj_name=\"app\",obj_namespace=\"base\",role=\"source\"";

  private static final String LABELS_AND =
      "{method=\"restic\",obj_name=\"app\",obj_namespace=\"base\",reason=\"";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Instant now = Instant.ofEpochSecond(1_764_000_000);
  private final PrometheusMetrics metrics =
      new PrometheusMetrics(registry, ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

  @Test
  void countsUnderVolSyncsNamesAndLabels() {
    var source = source();

    metrics.observed(source, false);
    metrics.completed(source, Duration.ofMillis(9_500));
    metrics.missedInterval(source);
    metrics.removedLocks(source, 2);

    assertThat(registry.scrape().lines())
        .contains(
            "volsync_missed_intervals_total" + LABELS + "} 1.0",
            "volsync_volume_out_of_sync" + LABELS + "} 0.0",
            "volsync_sync_duration_seconds_count" + LABELS + "} 1",
            "volsync_sync_duration_seconds_sum" + LABELS + "} 9.5",
            "caravan_last_success_timestamp_seconds" + LABELS + "} 1.764E9",
            "caravan_consecutive_failures" + LABELS + "} 2.0",
            "caravan_locks_removed_total" + LABELS + "} 2.0",
            "caravan_files" + LABELS + "} 201.0",
            "caravan_bytes" + LABELS + "} 4096.0",
            "caravan_stored_bytes" + LABELS + "} 512.0")
        .anyMatch(
            it -> it.startsWith("volsync_sync_duration_seconds" + LABELS + ",quantile=\"0.99\"}"));
  }

  @Test
  void isOutOfSyncUntilToldOtherwise() {
    metrics.observed(Samples.source(Trigger.NONE), true);

    assertThat(registry.scrape())
        .contains("volsync_volume_out_of_sync" + LABELS + "} 1.0")
        .contains("volsync_missed_intervals_total" + LABELS + "} 0.0");
  }

  @Test
  void isOverdueWhenASlotAndTheNextOnePassedAlthoughNobodyLookedAtIt() {
    metrics.observed(source(Trigger.ofSchedule("0 * * * *")), false);
    var before = registry.scrape();

    now = now.plus(Duration.ofMinutes(121));

    assertThat(before).contains("caravan_overdue" + LABELS + "} 0.0");
    assertThat(registry.scrape()).contains("caravan_overdue" + LABELS + "} 1.0");
  }

  @Test
  void namesWhatIsWrongWhileItIs() {
    metrics.observed(unhealthy("RepositoryLocked"), false);
    var locked = registry.scrape();
    metrics.observed(unhealthy("WrongPassword"), false);
    var refused = registry.scrape();
    metrics.observed(source(), false);

    assertThat(locked)
        .contains("caravan_unhealthy" + LABELS_AND + "RepositoryLocked")
        .contains("1.0");
    assertThat(refused)
        .contains("caravan_unhealthy" + LABELS_AND + "WrongPassword")
        .doesNotContain("RepositoryLocked");
    assertThat(registry.scrape()).doesNotContain("caravan_unhealthy{");
  }

  @Test
  void tellsWhatARunDoesWhileThereIsOne() {
    metrics.observed(running(RunStatus.EMPTY), false);
    var preparing = registry.scrape();
    metrics.observed(running(RunStatus.EMPTY.edit().mover("pod").build()), false);
    var starting = registry.scrape();
    metrics.observed(source(), false);

    assertThat(preparing).contains("phase=\"preparing\"");
    assertThat(starting).contains("phase=\"starting\"").doesNotContain("preparing");
    assertThat(registry.scrape()).doesNotContain("phase=");
  }

  private static ReplicationSource running(RunStatus run) {
    var source = Samples.source(Trigger.NONE);
    var status = source.status().edit().lastSyncStartTime(Instant.EPOCH).run(run).build();
    return source.withStatus(status);
  }

  @Test
  void tellsWhenTheNextRunIsDue() {
    var source = source();
    var due = Instant.ofEpochSecond(1_764_003_600);

    metrics.observed(source.withStatus(source.status().edit().nextSyncTime(due).build()), false);

    assertThat(registry.scrape())
        .contains("caravan_next_run_timestamp_seconds" + LABELS + "} 1.7640036E9");
  }

  @Test
  void aClaimIsThereAsLongAsItWaits() {
    var claim = new ObjectKey("PersistentVolumeClaim", "base", "data");

    metrics.waits(claim);
    metrics.waits(claim);
    var waiting = registry.scrape();
    metrics.waitsNoLonger(claim);

    assertThat(waiting)
        .contains("caravan_claim_waiting{obj_name=\"data\",obj_namespace=\"base\"} 1.0");
    assertThat(registry.scrape()).doesNotContain("caravan_claim_waiting{");
  }

  @Test
  void removesTheSeriesWithTheObject() {
    metrics.observed(unhealthy("Failed"), true);
    metrics.completed(source(), Duration.ofSeconds(1));

    metrics.forget(source().key());

    assertThat(registry.scrape()).doesNotContain("obj_name");
  }

  private static ReplicationSource unhealthy(String reason) {
    var source = source();
    var condition =
        new Condition("Healthy", "False", null, Instant.EPOCH, reason, "something is wrong");
    return source.withStatus(source.status().edit().conditions(List.of(condition)).build());
  }

  private static ReplicationSource source() {
    return source(Trigger.NONE);
  }

  private static ReplicationSource source(Trigger trigger) {
    var source = Samples.source(trigger);
    return source.withStatus(
        source
            .status()
            .edit()
            .lastSyncTime(Instant.ofEpochSecond(1_764_000_000))
            .run(
                RunStatus.EMPTY
                    .edit()
                    .failed(null)
                    .failed(null)
                    .counted(201, 4096)
                    .stored(1024, 512)
                    .build())
            .build());
  }
}
