package caravan.restic.json;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Walks one JSON document by its bytes. The caller says what it expects next; anything else, and
 * any end too soon, is a {@link DamagedRepository} that tells the position.
 */
public final class JsonCursor {
  private static final int MAX_DEPTH = 500;
  private static final byte[] NIBBLES = new byte[256];

  static {
    Arrays.fill(NIBBLES, (byte) -1);
    for (int value = 0; value < 16; value++) {
      NIBBLES["0123456789abcdef".charAt(value)] = (byte) value;
      NIBBLES["0123456789ABCDEF".charAt(value)] = (byte) value;
    }
  }

  private final byte[] json;
  private int at;
  private boolean isFirst;

  public JsonCursor(byte[] json) {
    this.json = json;
  }

  public void beginObject() {
    expect('{');
    isFirst = true;
  }

  public void beginArray() {
    expect('[');
    isFirst = true;
  }

  /** The name of the object's next member, or null at its end. */
  public String nextName() {
    if (isEnd('}')) {
      return null;
    }
    var name = text();
    expect(':');
    return name;
  }

  /** Moves to the array's next element; false at its end. */
  public boolean nextElement() {
    return !isEnd(']');
  }

  /** Takes a {@code null} if one is next. */
  public boolean takeNull() {
    space();
    if (at + 4 <= json.length
        && json[at] == 'n'
        && json[at + 1] == 'u'
        && json[at + 2] == 'l'
        && json[at + 3] == 'l') {
      at += 4;
      return true;
    }
    return false;
  }

  /** A string; null counts as empty, as for Go. */
  public String text() {
    return new String(textBytes(), StandardCharsets.UTF_8);
  }

  /** A string as UTF-8. */
  public byte[] textBytes() {
    if (takeNull()) {
      return new byte[0];
    }
    expect('"');
    int start = at;
    while (at < json.length && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    if (at < json.length && json[at] == '"') {
      return Arrays.copyOfRange(json, start, at++);
    }
    return escapedText(start);
  }

  public byte[] base64() {
    try {
      return Base64.getDecoder().decode(textBytes());
    } catch (IllegalArgumentException e) {
      throw damaged("base64");
    }
  }

  /** An id of 64 hex digits; null counts as the null id. */
  public Id id() {
    if (takeNull()) {
      return new Id(0, 0, 0, 0);
    }
    expect('"');
    if (at + Id.HEX_LENGTH >= json.length || json[at + Id.HEX_LENGTH] != '"') {
      throw damaged("an id of 64 hex digits");
    }
    var id = new Id(hex(at), hex(at + 16), hex(at + 32), hex(at + 48));
    at += Id.HEX_LENGTH + 1;
    return id;
  }

  /** An unsigned 64-bit number, or a negative 64-bit one. */
  public long number() {
    if (takeNull()) {
      return 0;
    }
    int start = at;
    boolean isNegative = at < json.length && json[at] == '-';
    if (isNegative) {
      at++;
    }
    long value = 0;
    int digits = at;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      value = value * 10 + (json[at++] - '0');
    }
    boolean isPlain =
        at > digits && at - digits <= 20 && !(at < json.length && isFraction(json[at]));
    if (!isPlain) {
      at = start;
      throw damaged("a whole number");
    }
    return isNegative ? -value : value;
  }

  /** A number from 0 to 2^31 - 1. */
  public int intNumber() {
    long value = number();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw damaged("a number below 2^31");
    }
    return (int) value;
  }

  public boolean bool() {
    space();
    boolean value = at < json.length && json[at] == 't';
    skip();
    return value;
  }

  /** Passes over one value of any kind. */
  public void skip() {
    int depth = 0;
    do {
      space();
      if (at >= json.length) {
        throw damaged("a value");
      }
      switch (json[at]) {
        case '"' -> textBytes();
        case '{', '[' -> {
          at++;
          if (++depth > MAX_DEPTH) {
            throw damaged("fewer levels");
          }
        }
        case '}', ']' -> {
          at++;
          depth--;
        }
        case ',', ':' -> at++;
        default -> word();
      }
    } while (depth > 0);
    isFirst = false;
  }

  /** Where the cursor stands, after any space. */
  public int position() {
    space();
    return at;
  }

  public void expectEnd() {
    space();
    if (at != json.length) {
      throw damaged("the end");
    }
  }

  private void word() {
    int start = at;
    while (at < json.length
        && (Character.isLetterOrDigit(json[at]) || "+-.".indexOf(json[at]) >= 0)) {
      at++;
    }
    if (at == start) {
      throw damaged("a value");
    }
  }

  private static boolean isFraction(byte character) {
    return character == '.' || character == 'e' || character == 'E';
  }

  private boolean isEnd(char bracket) {
    space();
    if (at < json.length && json[at] == bracket) {
      at++;
      isFirst = false;
      return true;
    }
    if (!isFirst) {
      expect(',');
    }
    isFirst = false;
    return false;
  }

  private void expect(char character) {
    space();
    if (at >= json.length || json[at] != character) {
      throw damaged("'" + character + "'");
    }
    at++;
  }

  private void space() {
    while (at < json.length && json[at] <= ' ' && json[at] >= 0) {
      at++;
    }
  }

  private long hex(int from) {
    long value = 0;
    int seen = 0;
    for (int i = from; i < from + 16; i++) {
      int nibble = NIBBLES[json[i] & 0xff];
      seen |= nibble;
      value = value << 4 | nibble & 15;
    }
    if (seen < 0) {
      throw damaged("an id of 64 hex digits");
    }
    return value;
  }

  private byte[] escapedText(int start) {
    var text = new ByteArrayOutputStream();
    at = start;
    while (at < json.length && json[at] != '"') {
      if (json[at] == '\\') {
        at++;
        unescape(text);
      } else {
        text.write(json[at++]);
      }
    }
    expect('"');
    return text.toByteArray();
  }

  private void unescape(ByteArrayOutputStream text) {
    if (at >= json.length) {
      throw damaged("an escape");
    }
    switch (json[at++]) {
      case '"' -> text.write('"');
      case '\\' -> text.write('\\');
      case '/' -> text.write('/');
      case 'b' -> text.write('\b');
      case 'f' -> text.write('\f');
      case 'n' -> text.write('\n');
      case 'r' -> text.write('\r');
      case 't' -> text.write('\t');
      case 'u' -> text.writeBytes(codePoint().getBytes(StandardCharsets.UTF_8));
      default -> throw damaged("a known escape");
    }
  }

  /** One code point from one or two {@code \\u} escapes; a lone surrogate becomes U+FFFD. */
  private String codePoint() {
    char first = hexUnit();
    if (Character.isHighSurrogate(first)
        && at + 1 < json.length
        && json[at] == '\\'
        && json[at + 1] == 'u') {
      int back = at;
      at += 2;
      char second = hexUnit();
      if (Character.isLowSurrogate(second)) {
        return new String(new char[] {first, second});
      }
      at = back;
    }
    return Character.isSurrogate(first) ? "\ufffd" : String.valueOf(first);
  }

  private char hexUnit() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int nibble = at < json.length ? NIBBLES[json[at] & 0xff] : -1;
      if (nibble < 0) {
        throw damaged("four hex digits");
      }
      value = value << 4 | nibble;
      at++;
    }
    return (char) value;
  }

  private DamagedRepository damaged(String expected) {
    return new DamagedRepository("invalid JSON at byte " + at + ": expected " + expected);
  }
}
