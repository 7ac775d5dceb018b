package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H in a schedule: an object's own value. */
class OwnScheduleTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<String> APPS =
      IntStream.range(0, 600).mapToObj(number -> "app-" + number).toList();

  @Test
  void anObjectKeepsItsMinute() {
    var first = next("H * * * *", "photos", MIDNIGHT);

    assertThat(next("H * * * *", "photos", MIDNIGHT)).isEqualTo(first);
    assertThat(next("H * * * *", "photos", first.toInstant()))
        .isEqualTo(first.plus(Duration.ofHours(1)));
  }

  @Test
  void manyObjectsSpreadOverTheHour() {
    var perMinute =
        APPS.stream()
            .map(app -> next("H * * * *", app, MIDNIGHT.minusSeconds(1)).getMinute())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(perMinute).hasSizeGreaterThan(55);
    assertThat(perMinute.values()).allMatch(count -> count < 30);
  }

  @Test
  void minuteAndHourOfAnObjectAreChosenApart() {
    var equal =
        APPS.stream()
            .map(app -> next("H H * * *", app, MIDNIGHT.minusSeconds(1)))
            .filter(slot -> slot.getMinute() == slot.getHour())
            .count();

    assertThat(equal).isLessThan(APPS.size() / 10);
  }

  @Test
  void staysInItsRange() {
    assertThat(APPS)
        .extracting(app -> next("H(10-19) H(1-4) * * *", app, MIDNIGHT))
        .allMatch(slot -> slot.getMinute() >= 10 && slot.getMinute() <= 19)
        .allMatch(slot -> slot.getHour() >= 1 && slot.getHour() <= 4);
  }

  @Test
  void stepsFromItsOwnStart() {
    var schedule = schedule("H/15 * * * *", "photos");
    var first = schedule.next(MIDNIGHT.minusSeconds(1)).orElseThrow();

    assertThat(Duration.between(MIDNIGHT, first)).isLessThan(Duration.ofMinutes(15));
    assertThat(schedule.next(first)).contains(first.plus(Duration.ofMinutes(15)));
  }

  @Test
  void everyMonthHasItsDay() {
    assertThat(APPS)
        .extracting(app -> next("0 0 H * *", app, Instant.parse("2026-01-31T12:00:00Z")))
        .allMatch(slot -> slot.getMonthValue() == 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hx * * * *",
        "H(5) * * * *",
        "H(9-5) * * * *",
        "H(0-60) * * * *",
        "H/0 * * * *",
        "H/61 * * * *",
        "H-5 * * * *"
      })
  void saysWhatIsWrong(String expression) {
    assertThatThrownBy(() -> schedule(expression, "photos"))
        .isInstanceOf(InvalidSchedule.class)
        .hasMessageContaining(expression)
        .hasMessageContaining("minute");
  }

  @Test
  void jitterIsTheSameDelayEachTime() {
    var later = new CronSchedule.Later(schedule("0 * * * *", "photos"), Duration.ofMinutes(7));
    var seven = MIDNIGHT.plus(Duration.ofMinutes(7));

    assertThat(later.next(MIDNIGHT)).contains(seven);
    assertThat(later.next(seven)).contains(seven.plus(Duration.ofHours(1)));
    assertThat(later.next(seven.minusSeconds(1))).contains(seven);
  }

  private static CronSchedule schedule(String expression, String app) {
    return CronSchedule.parse(expression, ZoneOffset.UTC, new OwnValue(app));
  }

  private static OffsetDateTime next(String expression, String app, Instant time) {
    return schedule(expression, app).next(time).orElseThrow().atOffset(ZoneOffset.UTC);
  }
}
