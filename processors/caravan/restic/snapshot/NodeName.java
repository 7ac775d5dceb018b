package caravan.restic.snapshot;

import caravan.restic.DamagedRepository;
import caravan.restic.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The form in which a tree stores a name of any bytes: Go's quoted string without its quotes. Bytes
 * that are not UTF-8, and characters that do not print, become escapes.
 */
final class NodeName {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private NodeName() {}

  /** The quoted form, UTF-8. */
  static byte[] quote(byte[] name) {
    if (isPlain(name)) {
      return name;
    }
    var quoted = new ByteArrayOutputStream(name.length + 16);
    for (int at = 0; at < name.length; ) {
      int size = Utf8.sequenceLength(name, at);
      if (size == 0) {
        escape(quoted, 'x', name[at] & 0xff, 2);
        at++;
        continue;
      }
      quote(quoted, name, at, size);
      at += size;
    }
    return quoted.toByteArray();
  }

  /**
   * The name's own bytes.
   *
   * @throws DamagedRepository when this is no quoted string
   */
  static byte[] unquote(byte[] quoted) {
    if (!needsUnquoting(quoted)) {
      return quoted;
    }
    var name = new ByteArrayOutputStream(quoted.length);
    for (int at = 0; at < quoted.length; ) {
      if (quoted[at] == '\\') {
        at = unescape(quoted, at + 1, name);
      } else if (quoted[at] == '"' || quoted[at] == '\n') {
        throw damaged(quoted);
      } else {
        name.write(quoted[at++]);
      }
    }
    return name.toByteArray();
  }

  private static boolean isPlain(byte[] name) {
    for (byte b : name) {
      if (b < ' ' || b == 0x7f || b == '"' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  private static void quote(ByteArrayOutputStream quoted, byte[] name, int at, int size) {
    int codePoint = Utf8.codePoint(name, at, size);
    int shortEscape = shortEscape(codePoint);
    if (shortEscape != 0) {
      quoted.write('\\');
      quoted.write(shortEscape);
    } else if (Printable.is(codePoint)) {
      quoted.write(name, at, size);
    } else if (codePoint < 0x80) {
      escape(quoted, 'x', codePoint, 2);
    } else if (codePoint <= 0xffff) {
      escape(quoted, 'u', codePoint, 4);
    } else {
      escape(quoted, 'U', codePoint, 8);
    }
  }

  private static int shortEscape(int codePoint) {
    return switch (codePoint) {
      case 0x07 -> 'a';
      case '\b' -> 'b';
      case '\f' -> 'f';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      case 0x0b -> 'v';
      case '\\', '"' -> codePoint;
      default -> 0;
    };
  }

  private static void escape(ByteArrayOutputStream out, char kind, int value, int digits) {
    out.write('\\');
    out.write(kind);
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      out.write(HEX[value >>> shift & 15]);
    }
  }

  private static boolean needsUnquoting(byte[] quoted) {
    for (byte b : quoted) {
      if (b == '\\' || b == '"' || b == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Reads the escape whose letter is at {@code at}; returns where the text goes on. */
  private static int unescape(byte[] quoted, int at, ByteArrayOutputStream name) {
    if (at >= quoted.length) {
      throw damaged(quoted);
    }
    switch (quoted[at]) {
      case 'a' -> name.write(0x07);
      case 'b' -> name.write('\b');
      case 'f' -> name.write('\f');
      case 'n' -> name.write('\n');
      case 'r' -> name.write('\r');
      case 't' -> name.write('\t');
      case 'v' -> name.write(0x0b);
      case '\\', '"' -> name.write(quoted[at]);
      case 'x' -> {
        name.write(number(quoted, at + 1, 2, 16));
        return at + 3;
      }
      case 'u' -> {
        writeCodePoint(quoted, number(quoted, at + 1, 4, 16), name);
        return at + 5;
      }
      case 'U' -> {
        writeCodePoint(quoted, number(quoted, at + 1, 8, 16), name);
        return at + 9;
      }
      default -> {
        int value = number(quoted, at, 3, 8);
        if (value > 0xff) {
          throw damaged(quoted);
        }
        name.write(value);
        return at + 3;
      }
    }
    return at + 1;
  }

  private static void writeCodePoint(byte[] quoted, int codePoint, ByteArrayOutputStream name) {
    boolean isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    if (!Character.isValidCodePoint(codePoint) || isSurrogate) {
      throw damaged(quoted);
    }
    name.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  private static int number(byte[] quoted, int at, int digits, int radix) {
    if (at + digits > quoted.length) {
      throw damaged(quoted);
    }
    long value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = Character.digit(quoted[i], radix);
      if (digit < 0) {
        throw damaged(quoted);
      }
      value = value * radix + digit;
    }
    if (value > Integer.MAX_VALUE) {
      throw damaged(quoted);
    }
    return (int) value;
  }

  private static DamagedRepository damaged(byte[] quoted) {
    return new DamagedRepository(
        "invalid node name \"" + new String(quoted, StandardCharsets.UTF_8) + "\"");
  }
}
