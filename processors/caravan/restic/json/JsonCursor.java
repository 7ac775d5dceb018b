package caravan.restic.json;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * Walks one JSON document by its bytes. The caller says what it expects next; anything else, any
 * end too soon, and anything that Go would not take for JSON is a {@link DamagedRepository} that
 * tells the position.
 */
public final class JsonCursor {
  private static final int MAX_DEPTH = 500;
  private static final long MAX_TENTH = Long.divideUnsigned(-1, 10);
  private static final byte[] NIBBLES = new byte[256];

  static {
    Arrays.fill(NIBBLES, (byte) -1);
    for (int value = 0; value < 16; value++) {
      NIBBLES["0123456789abcdef".charAt(value)] = (byte) value;
      NIBBLES["0123456789ABCDEF".charAt(value)] = (byte) value;
    }
  }

  private final byte[] json;
  private final JsonStrings strings;
  private final JsonNames names;
  private int at;
  private boolean isFirst;
  private String memberName;

  public JsonCursor(byte[] json) {
    this.json = json;
    strings = new JsonStrings(json);
    names = new JsonNames(json);
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
    space();
    if (!isAt(at, '"')) {
      throw damaged(at, "a name");
    }
    memberName = names.read(at);
    if (memberName == null) {
      memberName = names.remember(at, text());
    } else {
      at += memberName.length() + 2;
    }
    expect(':');
    return memberName;
  }

  /** The same in lower case: Go takes a member whatever the case of its name. */
  public String nextMember() {
    var name = nextName();
    return name == null ? null : name.toLowerCase(Locale.ROOT);
  }

  /** The last member's name as it is written. */
  public String memberName() {
    return memberName;
  }

  /** Moves to the array's next element; false at its end. */
  public boolean nextElement() {
    return !isEnd(']');
  }

  /** Takes a {@code null} if one is next. */
  public boolean takeNull() {
    space();
    return at < json.length && json[at] == 'n' && take("null");
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
    var text = strings.read(at);
    at = strings.end();
    return text;
  }

  public byte[] base64() {
    try {
      return Base64.getDecoder().decode(textBytes());
    } catch (IllegalArgumentException e) {
      throw damaged(at, "base64");
    }
  }

  /** An id of 64 hex digits; null counts as the null id. */
  public Id id() {
    if (takeNull()) {
      return new Id(0, 0, 0, 0);
    }
    expect('"');
    if (json.length - at <= Id.HEX_LENGTH || json[at + Id.HEX_LENGTH] != '"') {
      throw damaged(at, "an id of 64 hex digits");
    }
    var id = new Id(hex(at), hex(at + 16), hex(at + 32), hex(at + 48));
    at += Id.HEX_LENGTH + 1;
    return id;
  }

  /** An unsigned 64-bit number; null counts as 0. */
  public long number() {
    if (takeNull()) {
      return 0;
    }
    int start = at;
    int end = JsonNumbers.end(json, at);
    long value = 0;
    while (at < end) {
      int digit = json[at++] - '0';
      boolean isTooLarge =
          Long.compareUnsigned(value, MAX_TENTH) > 0 || value == MAX_TENTH && digit > 5;
      if (digit < 0 || digit > 9 || isTooLarge) {
        throw damaged(start, "a whole number below 2^64");
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** An unsigned 32-bit number. */
  public int uint32() {
    int start = at;
    long value = number();
    if (value >>> 32 != 0) {
      throw damaged(start, "a whole number below 2^32");
    }
    return (int) value;
  }

  /** A number from 0 to 2^31 - 1. */
  public int intNumber() {
    int start = at;
    int value = uint32();
    if (value < 0) {
      throw damaged(start, "a whole number below 2^31");
    }
    return value;
  }

  /** A truth value; null counts as false. */
  public boolean bool() {
    if (takeNull()) {
      return false;
    }
    boolean value = at < json.length && json[at] == 't';
    if (!take(value ? "true" : "false")) {
      throw damaged(at, "true or false");
    }
    return value;
  }

  /** Passes over one value of any kind. */
  public void skip() {
    skip(0);
  }

  /** Where the cursor stands, after any space. */
  public int position() {
    space();
    return at;
  }

  public void expectEnd() {
    space();
    if (at != json.length) {
      throw damaged(at, "the end");
    }
  }

  private void skip(int depth) {
    space();
    if (depth > MAX_DEPTH) {
      throw damaged(at, "fewer than " + MAX_DEPTH + " levels");
    }
    switch (at < json.length ? json[at] : 0) {
      case '"' -> textBytes();
      case '{' -> {
        beginObject();
        while (nextName() != null) {
          skip(depth + 1);
        }
      }
      case '[' -> {
        beginArray();
        while (nextElement()) {
          skip(depth + 1);
        }
      }
      case 't', 'f', 'n' -> bool();
      default -> at = JsonNumbers.end(json, at);
    }
  }

  private boolean isAt(int position, char character) {
    return position < json.length && json[position] == character;
  }

  private boolean take(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!isAt(at + i, word.charAt(i))) {
        return false;
      }
    }
    at += word.length();
    return true;
  }

  private boolean isEnd(char bracket) {
    space();
    boolean isEnd = isAt(at, bracket);
    if (isEnd) {
      at++;
    } else if (!isFirst) {
      expect(',');
    }
    isFirst = false;
    return isEnd;
  }

  private void expect(char character) {
    space();
    if (!isAt(at, character)) {
      throw damaged(at, "'" + character + "'");
    }
    at++;
  }

  private void space() {
    while (at < json.length
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\t' || json[at] == '\r')) {
      at++;
    }
  }

  private long hex(int from) {
    long value = 0;
    int seen = 0;
    for (int i = from; i < from + 16; i++) {
      int nibble = nibble(json[i]);
      seen |= nibble;
      value = value << 4 | nibble & 15;
    }
    if (seen < 0) {
      throw damaged(at, "an id of 64 hex digits");
    }
    return value;
  }

  static int nibble(byte hexDigit) {
    return NIBBLES[hexDigit & 0xff];
  }

  static DamagedRepository damaged(int at, String expected) {
    return new DamagedRepository("invalid JSON at byte " + at + ": expected " + expected);
  }
}
