package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:20:00Z");

  @Test
  void eachFailureDoublesTheWaitUpToAnHour() {
    assertThat(RetryPolicy.nextAttempt(1, NOW, Optional.empty())).isEqualTo(NOW.plusSeconds(10));
    assertThat(RetryPolicy.nextAttempt(3, NOW, Optional.empty())).isEqualTo(NOW.plusSeconds(40));
    assertThat(RetryPolicy.nextAttempt(99, NOW, Optional.empty())).isEqualTo(NOW.plusSeconds(3600));
  }

  @Test
  void noAttemptWaitsPastTheNextSlot() {
    var slot = NOW.plusSeconds(30);

    var attempt = RetryPolicy.nextAttempt(5, NOW, Optional.of(slot));

    assertThat(attempt).isEqualTo(slot);
  }

  @Test
  void anAttemptThatDoesNotStartEndsAtTheNextSlot() {
    var hourly = Samples.source(Samples.HOURLY);

    var end = RetryPolicy.startsBy(hourly, NOW, ZoneOffset.UTC, Duration.ofDays(1));

    assertThat(end).isEqualTo(Instant.parse("2026-01-01T11:00:00Z"));
  }

  @Test
  void withoutAScheduleItEndsAfterAWhile() {
    var manual = Samples.source(Trigger.NONE);

    var end = RetryPolicy.startsBy(manual, NOW, ZoneOffset.UTC, Duration.ofHours(1));

    assertThat(end).isEqualTo(NOW.plusSeconds(3600));
  }
}
