package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ConditionReasons;
import caravan.api.Replication;
import caravan.api.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What a trigger may say besides its schedule. */
class TriggerOptionsTest {
  private static final Instant MORNING = Instant.parse("2026-03-01T10:20:30Z");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void waitsForTheFirstSlotWhenToldTo() {
    var source = Samples.source(new Trigger("0 12 * * *", null, null, null, false));

    var waiting = settled(source, MORNING);
    var started = settled(waiting.object(), NOON);

    assertThat(SyncState.of(waiting.object())).isEqualTo(SyncState.INITIAL);
    assertThat(Conditions.reason(waiting.status()))
        .isEqualTo(ConditionReasons.WAITING_FOR_SCHEDULE);
    assertThat(waiting.status().nextSyncTime()).isEqualTo(NOON);
    assertThat(Wake.isDue(waiting.object(), NOON.minusSeconds(1), ZoneOffset.UTC)).isFalse();
    assertThat(Wake.isDue(waiting.object(), NOON, ZoneOffset.UTC)).isTrue();
    assertThat(SyncState.of(started.object())).isEqualTo(SyncState.SYNCHRONIZING);
  }

  @Test
  void keepsAScheduleInTheTriggersZone() {
    var source = Samples.source(new Trigger("0 12 * * *", null, "Europe/Berlin", null, false));

    var waiting = settled(source, MORNING);

    assertThat(waiting.status().nextSyncTime()).isEqualTo(NOON.minus(Duration.ofHours(1)));
  }

  @Test
  void startsLaterThanTheSlotByTheObjectsJitter() {
    var source = Samples.source(new Trigger("0 12 * * *", null, null, "30m", false));

    var waiting = settled(source, MORNING);

    assertThat(waiting.status().nextSyncTime())
        .isStrictlyBetween(NOON, NOON.plus(Duration.ofMinutes(30)));
  }

  private static Reconciliation settled(Replication object, Instant now) {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new Synchronization(clock, new Samples.Told()).settle(Reconciliation.of(object, now));
  }
}
