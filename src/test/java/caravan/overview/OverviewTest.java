package caravan.overview;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Condition;
import caravan.api.Replication;
import caravan.api.RunStatus;
import caravan.api.Trigger;
import caravan.replication.Samples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverviewTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void hasALineForEachObject() {
    var good = with("True", "Succeeded", "The last run ended well", Trigger.NONE);

    var lines = overview(good).table();

    assertThat(lines.getFirst()).startsWith("NAMESPACE  NAME  KIND    REPOSITORY");
    assertThat(lines.get(2))
        .contains("base", "app", "source", "ok", "2h ago", "in 45m", "4.000 KiB");
    assertThat(lines.getLast()).isEqualTo("1 object, nothing is wrong");
  }

  @Test
  void saysWhatIsWrongAndWhereToReadOn() {
    var bad = with("False", "WrongPassword", "wrong password or no key found", Trigger.NONE);

    assertThat(overview(bad).troubles())
        .containsExactly(
            "ReplicationSource base/app: WrongPassword",
            "  wrong password or no key found",
            "  kubectl -n base describe replicationsource app");
    assertThat(overview(bad).hasTroubles()).isTrue();
    assertThat(overview(bad).summary()).isEqualTo("1 object, 1 not well");
  }

  @Test
  void seesAnObjectThatIsOverdueAlthoughNoOperatorRuns() {
    var forgotten =
        with("True", "Succeeded", "The last run ended well", Trigger.ofSchedule("*/30 * * * *"));

    assertThat(overview(forgotten).table().get(2)).contains("Overdue");
    assertThat(overview(forgotten).troubles()).anyMatch(it -> it.contains("the operator runs"));
  }

  @Test
  void seesAnObjectThatNobodyHasLookedAt() {
    assertThat(overview(Samples.source(Trigger.NONE)).troubles())
        .anyMatch(it -> it.endsWith("Unseen"));
  }

  private static Overview overview(Replication... objects) {
    return new Overview(List.of(objects), CLOCK);
  }

  private static Replication with(String status, String reason, String message, Trigger trigger) {
    var source = Samples.source(trigger);
    return source.withStatus(
        source
            .status()
            .edit()
            .lastSyncTime(NOW.minus(Duration.ofMinutes(121)))
            .nextSyncTime(NOW.plus(Duration.ofMinutes(45)))
            .conditions(
                List.of(new Condition("Healthy", status, null, Instant.EPOCH, reason, message)))
            .run(RunStatus.EMPTY.edit().counted(201, 4096).build())
            .build());
  }
}
