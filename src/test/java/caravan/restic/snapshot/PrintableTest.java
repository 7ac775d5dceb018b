package caravan.restic.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.Id;
import org.junit.jupiter.api.Test;

class PrintableTest {
  /**
   * Of one byte for each code point, 1 where Go's {@code strconv.IsPrint} of Unicode 15.0 says so.
   */
  private static final String GO =
      "a24a109bc8e347f9490466c59e4160d0dc9dd1006a5be9a4c91af71cd2e7fa99";

  @Test
  void agreesWithGoOnEveryCodePoint() {
    var printable = new byte[Character.MAX_CODE_POINT + 1];
    for (int codePoint = 0; codePoint < printable.length; codePoint++) {
      printable[codePoint] = (byte) (Printable.is(codePoint) ? 1 : 0);
    }

    assertThat(Id.hash(printable)).hasToString(GO);
  }
}
