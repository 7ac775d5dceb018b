package caravan.restic.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.DamagedRepository;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
  @ParameterizedTest
  @CsvSource({
    "-446463898, 123000000, 0, 1955-11-08T14:15:02.123Z",
    "0, 1, -210, 1969-12-31T20:30:00.000000001-03:30",
    "0, 120, 825, 1970-01-01T13:45:00.00000012+13:45",
    "-62135596800, 0, 0, 0001-01-01T00:00:00Z",
    "253402300799, 999999999, 0, 9999-12-31T23:59:59.999999999Z",
    "0, 0, 1439, 1970-01-01T23:59:00+23:59"
  })
  void isWrittenAndReadAsGoDoes(long seconds, int nanos, int offset, String text) {
    var time = new Timestamp(seconds, nanos, offset);

    assertThat(time).hasToString(text);
    assertThat(Timestamp.parse(text)).isEqualTo(time);
  }

  @Test
  void yearsAreMovedIntoFourDigitsAsGoMovesThem() {
    assertThat(Timestamp.utc(253533632523L, 0)).hasToString("9999-03-01T01:02:03Z");
    assertThat(Timestamp.utc(-62319970677L, 0)).hasToString("0000-02-28T01:02:03Z");
    assertThat(Timestamp.utc(Long.MAX_VALUE, 0).toString()).startsWith("9999-");
    assertThat(Timestamp.utc(Long.MIN_VALUE, 999_999_999).toString()).startsWith("0000-");
  }

  @Test
  void dropsWhatIsFinerThanNanoseconds() {
    assertThat(Timestamp.parse("2024-01-02T03:04:05.1234567899999-00:00"))
        .isEqualTo(Timestamp.utc(1704164645, 123456789));
  }

  @Test
  void knowsWhatTheWritersClockShowed() {
    assertThat(Timestamp.parse("2024-01-02T03:04:05+23:00").local())
        .isEqualTo(LocalDateTime.of(2024, 1, 2, 3, 4, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-01-02",
        "2024-01-02T03:04Z",
        "2024-01-02T03:04:05",
        "2024-01-02T03:04:05.Z",
        "2024-01-02T24:04:05Z",
        "2024-01-02T03:04:60Z",
        "2024-02-30T03:04:05Z",
        "2024-01-02t03:04:05Z",
        "2024-01-02T03:04:05z",
        "2024-01-02 03:04:05Z",
        "12024-01-02T03:04:05Z",
        "2024-01-02T03:04:05Z ",
        "2024-01-02T03:04:05+0100",
        "+024-01-02T03:04:05Z",
        "2024-01-02T03:04:05+1",
        "٢٠٢٤-01-02T03:04:05Z"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Timestamp.parse(text))
        .isInstanceOf(DamagedRepository.class)
        .hasMessage("invalid time \"" + text + "\"");
  }
}
