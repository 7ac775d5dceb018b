package caravan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CountTextTest {
  @Test
  void namesDoneTotalAndShare() {
    assertThat(CountText.of(Duration.ofSeconds(5), 3, 8, "packs processed"))
        .isEqualTo("[0:05] 37.50%  3 / 8 packs processed");
  }

  @Test
  void leavesTheShareOutWhereThereIsNoTotal() {
    assertThat(CountText.of(Duration.ZERO, 0, 0, "snapshots"))
        .isEqualTo("[0:00]          0 snapshots");
  }

  @Test
  void countsHoursOnlyWhenThereAreSome() {
    assertThat(ElapsedText.of(Duration.ofSeconds(59 * 60 + 59))).isEqualTo("59:59");
    assertThat(ElapsedText.of(Duration.ofSeconds(3600 + 61))).isEqualTo("1:01:01");
  }

  @Test
  void neverExceedsTheWhole() {
    assertThat(PercentText.of(9, 8)).isEqualTo("100.00%");
    assertThat(PercentText.of(1, 0)).isEmpty();
  }
}
