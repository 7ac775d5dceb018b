package caravan.restic.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.Id;
import caravan.restic.InvalidInput;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadDataSubsetTest {
  private static final Map<Id, Long> PACKS =
      IntStream.range(0, 100)
          .boxed()
          .collect(Collectors.toMap(n -> Id.hash(new byte[] {n.byteValue()}), n -> 1L << 20));

  @Test
  void groupsCoverEveryPackOnce() {
    var seen = new HashSet<Id>();
    for (int group = 1; group <= 7; group++) {
      var chosen = ReadDataSubset.parse(group + "/7").choose(PACKS, new Random(0));

      assertThat(seen).doesNotContainAnyElementsOf(chosen);
      seen.addAll(chosen);
    }
    assertThat(seen).isEqualTo(PACKS.keySet());
  }

  @Test
  void sharesAndSizesAreKept() {
    assertThat(ReadDataSubset.parse("10%").choose(PACKS, new Random(0))).hasSize(10);
    assertThat(ReadDataSubset.parse("0.1%").choose(PACKS, new Random(0))).hasSize(1);
    assertThat(ReadDataSubset.parse("5M").choose(PACKS, new Random(0))).hasSize(5);
    assertThat(ReadDataSubset.all().choose(PACKS, new Random(0))).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0/5",
        "6/5",
        "1/300",
        "0%",
        "101%",
        "5X",
        "many",
        "99999999999/5",
        "0",
        "99999999999999999999",
        "99999999999t"
      })
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> ReadDataSubset.parse(text)).isInstanceOf(InvalidInput.class);
  }
}
