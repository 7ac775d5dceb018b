package caravan.text;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.snapshot.Timestamp;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DisplayZoneTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Timestamp IN_UTC = Timestamp.parse("2026-01-31T17:05:00.25Z");
  private static final Timestamp IN_BERLIN = Timestamp.parse("2026-01-31T18:05:00+01:00");

  @Test
  void showsTimesByItsOwnClock() {
    assertThat(DisplayZone.local(BERLIN).toSeconds(IN_UTC)).isEqualTo("2026-01-31 18:05:00");
  }

  @Test
  void hasTheNameOfTheVariable() {
    assertThat(DisplayZone.of(BERLIN, "Europe/Berlin").name()).isEqualTo("Europe/Berlin");
    assertThat(DisplayZone.of(ZoneOffset.UTC, "").name()).isEqualTo("UTC");
    assertThat(DisplayZone.of(ZoneOffset.UTC, "No/Such").name()).isEqualTo("UTC");
  }

  @Test
  void isLocalTimeWithoutTheVariable() {
    assertThat(DisplayZone.of(BERLIN, null).name()).isEqualTo("local time");
    assertThat(DisplayZone.of(BERLIN, ":/etc/localtime").name()).isEqualTo("local time");
  }

  @Test
  void keepsTheWritersClockInFull() {
    var here = DisplayZone.local(BERLIN);

    assertThat(here.inFull(IN_UTC)).isEqualTo("2026-01-31 17:05:00.25 +0000 UTC");
    assertThat(here.inFull(IN_BERLIN)).isEqualTo("2026-01-31 18:05:00 +0100 CET");
  }

  @Test
  void namesAForeignOffsetByItself() {
    assertThat(DisplayZone.local(ZoneOffset.UTC).inFull(IN_BERLIN))
        .isEqualTo("2026-01-31 18:05:00 +0100 +0100");
  }

  @Test
  void shortensTheOffsetOfAZoneWithoutLetters() {
    var time = Timestamp.parse("2026-01-31T10:05:00-03:00");

    assertThat(DisplayZone.local(ZoneId.of("America/Sao_Paulo")).inFull(time))
        .isEqualTo("2026-01-31 10:05:00 -0300 -03");
  }
}
