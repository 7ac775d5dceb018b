package caravan.restic.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnusedLimitTest {
  @ParameterizedTest
  @CsvSource({
    "0%, 0",
    "5%, 50",
    "50%, 950",
    "12.5%, 135",
    "0, 0",
    "17, 17",
    "3b, 3",
    "2k, 2048",
    "200M, 209715200",
    "1G, 1073741824",
    "2T, 2199023255552"
  })
  void readsSharesAndSizes(String maxUnused, long limit) {
    assertThat(UnusedLimit.bytes(maxUnused, 950)).isEqualTo(limit);
  }

  @Test
  void everythingMayStayAtAHundredPercentAndWithoutLimit() {
    assertThat(UnusedLimit.bytes("100%", 950)).isEqualTo(Long.MAX_VALUE);
    assertThat(UnusedLimit.bytes("unlimited", 950)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "-1%", "101%", "5 %", "5X", "all", "9999999999999999999999"})
  void refusesAnythingElse(String maxUnused) {
    assertThatThrownBy(() -> UnusedLimit.bytes(maxUnused, 950))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("unlimited");
  }
}
