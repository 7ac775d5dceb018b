package caravan.restic.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatternFileTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/é", "A_1", "x");

  @Test
  void skipsCommentsAndBlankLines() {
    assertThat(patterns("# comment\n\n  *.tmp \r\n\t#x\n#\nname with space\n"))
        .containsExactly("*.tmp", "name with space");
  }

  @Test
  void expandsVariables() {
    assertThat(patterns("$HOME/.cache\n${A_1}b$A_1-\n$MISSING!\n$$5\n$/x$\n"))
        .containsExactly("/home/é/.cache", "xbx-", "!", "$5", "$/x$");
  }

  @Test
  void dropsBracesThatMakeNoName() {
    assertThat(patterns("a${}b\nc${d\n")).containsExactly("ab", "cd");
  }

  @Test
  void understandsByteOrderMarks() {
    assertThat(parse(("\ufeffé").getBytes(StandardCharsets.UTF_8))).containsExactly("é");
    assertThat(parse(("\ufeffé\n☕").getBytes(StandardCharsets.UTF_16LE))).containsExactly("é", "☕");
    assertThat(parse(("\ufeffé\n☕").getBytes(StandardCharsets.UTF_16BE))).containsExactly("é", "☕");
  }

  @Test
  void keepsBytesThatAreNoUtf8() {
    var content = new byte[] {'a', (byte) 0xff, '\n'};

    assertThat(PatternFile.parse(content, ENVIRONMENT::get).getFirst()).containsExactly('a', 0xff);
  }

  private static List<String> patterns(String content) {
    return parse(content.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> parse(byte[] content) {
    return PatternFile.parse(content, ENVIRONMENT::get).stream()
        .map(pattern -> new String(pattern, StandardCharsets.UTF_8))
        .toList();
  }
}
