package caravan.restic.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the strings of a JSON document as UTF-8; what is not UTF-8 becomes U+FFFD, byte by byte.
 */
final class JsonStrings {
  private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);
  private final byte[] json;
  private int at;

  JsonStrings(byte[] json) {
    this.json = json;
  }

  /** The content of the string whose first byte after the quote is at {@code start}. */
  byte[] read(int start) {
    at = start;
    if (isPlain()) {
      return Arrays.copyOfRange(json, start, at++);
    }
    at = start;
    return readOddOnes();
  }

  /** After a reading: where the document goes on. */
  int end() {
    return at;
  }

  /**
   * Whether the string ends without escapes and is ASCII; then {@link #at} is its closing quote.
   */
  private boolean isPlain() {
    while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    return at < json.length && json[at] == '"';
  }

  private byte[] readOddOnes() {
    var text = new ByteArrayOutputStream();
    while (at < json.length && json[at] != '"') {
      int size = Utf8.sequenceLength(json, at);
      if (json[at] == '\\') {
        at++;
        unescape(text);
      } else if (size == 0) {
        text.writeBytes(REPLACEMENT);
        at++;
      } else if (size == 1 && json[at] < ' ') {
        throw JsonCursor.damaged(at, "no control character");
      } else {
        text.write(json, at, size);
        at += size;
      }
    }
    if (at == json.length) {
      throw JsonCursor.damaged(at, "'\"'");
    }
    at++;
    return text.toByteArray();
  }

  private void unescape(ByteArrayOutputStream text) {
    switch (at < json.length ? json[at++] : 0) {
      case '"' -> text.write('"');
      case '\\' -> text.write('\\');
      case '/' -> text.write('/');
      case 'b' -> text.write('\b');
      case 'f' -> text.write('\f');
      case 'n' -> text.write('\n');
      case 'r' -> text.write('\r');
      case 't' -> text.write('\t');
      case 'u' -> text.writeBytes(character().getBytes(StandardCharsets.UTF_8));
      default -> throw JsonCursor.damaged(at, "a known escape");
    }
  }

  /** One code point from one or two {@code \\u} escapes; a lone surrogate becomes U+FFFD. */
  private String character() {
    char first = unit();
    boolean isPair =
        Character.isHighSurrogate(first)
            && at + 1 < json.length
            && json[at] == '\\'
            && json[at + 1] == 'u';
    if (isPair) {
      int back = at;
      at += 2;
      char second = unit();
      if (Character.isLowSurrogate(second)) {
        return new String(new char[] {first, second});
      }
      at = back;
    }
    return Character.isSurrogate(first) ? "\ufffd" : String.valueOf(first);
  }

  private char unit() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int nibble = at < json.length ? JsonCursor.nibble(json[at]) : -1;
      if (nibble < 0) {
        throw JsonCursor.damaged(at, "four hex digits");
      }
      value = value << 4 | nibble;
      at++;
    }
    return (char) value;
  }
}
