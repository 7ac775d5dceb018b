package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {
  private static final OwnValue OWN = new OwnValue("ReplicationSource default/app");

  @Test
  void comesWhenRobfigSaysItDoes() throws IOException {
    var vectors = vectors();

    var answers = vectors.stream().map(CronScheduleTest::answered).toList();

    assertThat(vectors).hasSizeGreaterThan(1500);
    assertThat(answers).filteredOn(answer -> !vectors.contains(answer)).isEmpty();
  }

  private static List<String> vectors() throws IOException {
    try (var file = CronScheduleTest.class.getResourceAsStream("cron.tsv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  /** The vector with our answer in the place of robfig's. */
  private static String answered(String vector) {
    var fields = vector.split("\t", -1);
    // An expression may hold a tab itself.
    var expression = String.join("\t", Stream.of(fields).limit(fields.length - 3L).toList());
    var zone = ZoneId.of(fields[fields.length - 3]);
    var time = Instant.parse(fields[fields.length - 2]);
    fields[fields.length - 1] = next(expression, zone, time);
    return String.join("\t", fields);
  }

  private static String next(String expression, ZoneId zone, Instant time) {
    try {
      var next = CronSchedule.parse(expression, zone, OWN).next(time);
      return next.map(Instant::toString).orElse("never");
    } catch (InvalidSchedule _) {
      return "error";
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 * * * *                 | minute "60" is outside: it may be 0 to 59
          0 24 * * *                 | hour "24" is outside: it may be 0 to 23
          0 0 0 * *                  | day of month "0" is outside: it may be 1 to 31
          0 0 * foo *                | month "foo" is no number or name: it may be 1 to 12 or jan to dec
          0 0 * * 7                  | day of week "7" is outside: it may be 0 to 6 or sun to sat
          0 0 * *                    | has 4 fields and needs five
          30-10 * * * *              | minute "30-10" begins after its end
          */0 * * * *                | minute "*/0" has a step of 0
          @hourlyfoo                 | the descriptor "@hourlyfoo" is not known; there are @yearly
          @every soon                | @every: "soon" is no duration; write it like 1h30m
          TZ=Nowhere 0 0 * * *       | the time zone "Nowhere" is not known; use a name like Europe/Berlin
          TZ=UTC                     | nothing follows the time zone
          """)
  void namesTheFieldThatIsWrong(String expression, String message) {
    assertThatThrownBy(() -> CronSchedule.parse(expression, ZoneOffset.UTC, OWN))
        .isInstanceOf(InvalidSchedule.class)
        .hasMessageStartingWith("schedule \"" + expression + "\": ")
        .hasMessageContaining(message);
  }

  @Test
  void stepsOverADayThatAZoneSkipped() {
    // Samoa went from 29 to 31 December 2011.
    var schedule = CronSchedule.parse("0 0 1 * *", ZoneId.of("Pacific/Apia"), OWN);

    var next = schedule.next(Instant.parse("2011-12-29T12:00:00Z"));

    assertThat(next).contains(Instant.parse("2011-12-31T10:00:00Z"));
  }

  @Test
  void givesUpAfterFiveYears() {
    var schedule = CronSchedule.parse("30 4 31 2 *", ZoneOffset.UTC, OWN);

    var next = schedule.next(Instant.EPOCH);

    assertThat(next).isEmpty();
  }

  @Test
  void everyKeepsWholeSeconds() {
    var schedule = CronSchedule.parse("@every 1500ms", ZoneOffset.UTC, OWN);

    var next = schedule.next(Instant.EPOCH.plus(Duration.ofMillis(300)));

    assertThat(next).contains(Instant.EPOCH.plusSeconds(1));
  }
}
