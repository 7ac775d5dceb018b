package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ConditionReasons;
import caravan.api.Replication;
import caravan.api.RunStatus;
import caravan.api.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WakeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:20:00Z");

  @Test
  void leavesAnIdleObjectAloneUntilItsSlot() {
    var idle = idle(Trigger.ofSchedule("0 * * * *"), ConditionReasons.WAITING_FOR_SCHEDULE);

    assertThat(isDue(idle, NOW)).isFalse();
    assertThat(isDue(idle, NOW.plus(Duration.ofMinutes(40)))).isTrue();
  }

  @Test
  void wakesForWhatIsUnfinished() {
    var fresh = Samples.source(Samples.HOURLY);
    var cleaning = idle(Samples.HOURLY, ConditionReasons.CLEANING_UP);
    var wrong = idle(Samples.HOURLY, ConditionReasons.ERROR);

    assertThat(isDue(fresh, NOW)).isTrue();
    assertThat(isDue(cleaning, NOW)).isTrue();
    assertThat(isDue(wrong, NOW)).isTrue();
  }

  @Test
  void leavesAFailedRunAloneUntilItsNextAttempt() {
    var source = Samples.source(Samples.HOURLY);
    var run = RunStatus.EMPTY.edit().failed(NOW.plusSeconds(30)).build();
    var failed = source.withStatus(source.status().edit().lastSyncStartTime(NOW).run(run).build());

    assertThat(isDue(failed, NOW)).isFalse();
    assertThat(isDue(failed, NOW.plusSeconds(30))).isTrue();
  }

  @Test
  void wakesForAScheduleThatCannotBeKeptSoThatItIsSaid() {
    var idle = idle(Trigger.ofSchedule("nonsense"), ConditionReasons.WAITING_FOR_SCHEDULE);

    assertThat(isDue(idle, NOW)).isTrue();
  }

  private static Replication idle(Trigger trigger, String reason) {
    var source = Samples.source(trigger);
    var status = source.status().edit().lastSyncTime(NOW.minusSeconds(60)).build();
    return source.withStatus(Conditions.idle(status, reason, "", NOW));
  }

  private static boolean isDue(Replication object, Instant now) {
    return Wake.isDue(object, now, ZoneOffset.UTC);
  }
}
