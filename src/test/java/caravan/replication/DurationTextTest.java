package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "1100, 1.1\u00b5s",
    "2200000, 2.2ms",
    "850000000, 850ms",
    "3300000000, 3.3s",
    "93549000000, 1m33.549s",
    "10934667426, 10.934667426s",
    "60000000000, 1m0s",
    "3600000000000, 1h0m0s",
    "245001000000, 4m5.001s",
    "18367001000000, 5h6m7.001s",
    "-1500000000, -1.5s",
    "9223372036854775807, 2562047h47m16.854775807s"
  })
  void readsAndWritesWhatGoDoes(long nanos, String text) {
    var duration = Duration.ofNanos(nanos);

    assertThat(DurationText.of(duration)).isEqualTo(text);
    assertThat(DurationText.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1d", "h", "1h-2m", "1 h", ".s"})
  void refusesWhatGoRefuses(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DurationText.parse(text))
        .withMessageContaining("write it like 1h30m");
  }
}
