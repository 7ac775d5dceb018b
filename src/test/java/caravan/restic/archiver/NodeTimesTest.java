package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class NodeTimesTest {
  @Test
  void anOffsetIsThatOfTheMoment() {
    var times = new NodeTimes(ZoneId.of("Europe/Berlin"));

    assertThat(at(times, "2026-01-15T12:00:00Z")).isEqualTo("2026-01-15T13:00:00.5+01:00");
    assertThat(at(times, "2026-07-15T12:00:00Z")).isEqualTo("2026-07-15T14:00:00.5+02:00");
  }

  @Test
  void universalTimeEndsWithZ() {
    assertThat(at(new NodeTimes(ZoneOffset.UTC), "1965-07-15T12:00:00Z"))
        .isEqualTo("1965-07-15T12:00:00.5Z");
  }

  @Test
  void localTimeIsTrueWhereTheOffsetHadSeconds() {
    var liberia = new NodeTimes(ZoneId.of("Africa/Monrovia")); // 44 min 30 s behind UTC until 1972

    assertThat(at(liberia, "1960-01-01T00:00:00Z")).isEqualTo("1959-12-31T23:15:30.5-00:44");
  }

  @Test
  void aYearHasFourDigits() {
    var times = new NodeTimes(ZoneOffset.UTC);

    assertThat(at(times, "+12345-02-28T01:02:03Z")).isEqualTo("9999-02-28T01:02:03.5Z");
    assertThat(at(times, "-0044-03-15T01:02:03Z")).isEqualTo("0000-03-15T01:02:03.5Z");
    assertThat(at(times, "+10000-02-29T00:00:00Z")).isEqualTo("9999-03-01T00:00:00.5Z");
  }

  @Test
  void noSecondIsTooFarAway() {
    var times = new NodeTimes(ZoneOffset.UTC);

    assertThat(times.of(Long.MAX_VALUE, 0).toString()).startsWith("9999-");
    assertThat(times.of(Long.MIN_VALUE, 0).toString()).startsWith("0000-");
  }

  private static String at(NodeTimes times, String instant) {
    return times.of(Instant.parse(instant).getEpochSecond(), 500_000_000).toString();
  }
}
