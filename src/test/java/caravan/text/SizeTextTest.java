package caravan.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.000 KiB",
    "1536, 1.500 KiB",
    "3000006, 2.861 MiB",
    "1073741824, 1.000 GiB",
    "1099511627776, 1.000 TiB",
    "2251799813685248, 2048.000 TiB"
  })
  void hasThreeDecimalsFromKibibytesOn(long bytes, String text) {
    assertThat(SizeText.of(bytes)).isEqualTo(text);
  }
}
