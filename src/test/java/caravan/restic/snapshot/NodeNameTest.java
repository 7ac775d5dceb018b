package caravan.restic.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.DamagedRepository;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "plain.txt, plain.txt",
        "a b'c, a b'c",
        "tab\\tquote\"back\\\\, tab\\\\tquote\\\\\"back\\\\\\\\",
        "é☕😀, é☕😀"
      })
  void quotesAsGoDoes(String name, String quoted) {
    assertThat(text(NodeName.quote(bytes(name.translateEscapes()))))
        .isEqualTo(quoted.translateEscapes());
  }

  @Test
  void escapesWhatDoesNotPrint() {
    assertThat(text(NodeName.quote(bytes("\u0001\u007f\u00a0\u200b\u2028\ue000"))))
        .isEqualTo("\\x01\\x7f\\u00a0\\u200b\\u2028\\ue000");
    assertThat(
            text(
                NodeName.quote(
                    new byte[] {'a', (byte) 0xff, (byte) 0xed, (byte) 0xa0, (byte) 0x80})))
        .isEqualTo("a\\xff\\xed\\xa0\\x80");
  }

  @Test
  void countsCharactersYoungerThanUnicode15AsUnassigned() {
    assertThat(text(NodeName.quote(bytes(Character.toString(0x1fae9))))).isEqualTo("\\U0001fae9");
    assertThat(text(NodeName.quote(bytes(Character.toString(0x2ee5d))))).isEqualTo("\\U0002ee5d");
    assertThat(text(NodeName.quote(bytes(Character.toString(0x1fae8)))))
        .isEqualTo(Character.toString(0x1fae8));
  }

  @Test
  void unquotesWhatItQuoted() {
    long seed = 7;
    var random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      var name = new byte[random.nextInt(20)];
      random.nextBytes(name);

      assertThat(NodeName.unquote(NodeName.quote(name))).as("seed %d", seed).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "\\x1", "\\q", "\"", "\\400", "\\ud800", "\\U00110000", "\\'"})
  void refusesWhatIsNoQuotedString(String quoted) {
    assertThatThrownBy(() -> NodeName.unquote(bytes(quoted))).isInstanceOf(DamagedRepository.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
