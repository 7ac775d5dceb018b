package caravan.restic.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithinTest {
  @Test
  void readsEachUnitInAnyOrder() {
    assertThat(Within.parse("1y5m7d2h")).isEqualTo(new Within(1, 5, 7, 2));
    assertThat(Within.parse("2h1d3d")).isEqualTo(new Within(0, 0, 3, 2));
    assertThat(Within.parse("").isOff()).isTrue();
    assertThat(Within.parse("0d").isOff()).isTrue();
    assertThat(Within.parse("14d")).hasToString("14d");
  }

  @ParameterizedTest
  @CsvSource({
    "1x, invalid unit 'x' found after number 1",
    "5, no unit found after number 5",
    "1d5, no unit found after number 5",
    "d, no number found",
    "+5d, no number found",
    "1 d, invalid unit ' ' found after number 1",
    "-1d, negative",
    "99999999999d, too large"
  })
  void refusesOtherText(String text, String why) {
    assertThatThrownBy(() -> Within.parse(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "1m, 2023-03-31T12:00:00Z, 2023-03-03T12:00:00Z",
    "1m, 2024-03-31T12:00:00Z, 2024-03-02T12:00:00Z",
    "1y, 2024-02-29T12:00:00Z, 2023-03-01T12:00:00Z",
    "1m1d, 2023-03-31T12:00:00Z, 2023-03-02T12:00:00Z",
    "1y2m3d4h, 2024-01-02T03:00:00Z, 2022-10-29T23:00:00Z",
    "1d, 2024-03-31T01:00:00+02:00, 2024-03-29T23:00:00Z",
    "14m, 2024-01-31T01:00:00-03:30, 2022-12-01T04:30:00Z",
    "2000000000y, 2024-01-31T00:00:00Z, -900000000-01-31T00:00:00Z"
  })
  void countsBackAsGoDoes(String span, String newest, String limit) {
    assertThat(Within.parse(span).before(Timestamp.parse(newest))).isEqualTo(Instant.parse(limit));
  }
}
