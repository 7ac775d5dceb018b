package caravan.restic.json;

import caravan.restic.Id;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Writes one JSON document as Go's encoder does: no spaces, HTML characters escaped. */
public final class JsonOutput {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private byte[] bytes;
  private int length;
  private boolean needsComma;

  public JsonOutput() {
    this(256);
  }

  public JsonOutput(int expectedBytes) {
    bytes = new byte[expectedBytes];
  }

  public JsonOutput beginObject() {
    return begin('{');
  }

  public JsonOutput endObject() {
    return end('}');
  }

  public JsonOutput beginArray() {
    return begin('[');
  }

  public JsonOutput endArray() {
    return end(']');
  }

  /** A member's name; its value is to follow. The name is ASCII without anything to escape. */
  public JsonOutput name(String name) {
    separate();
    put('"');
    ascii(name);
    put('"');
    put(':');
    needsComma = false;
    return this;
  }

  public JsonOutput member(String name, String value) {
    return name(name).value(value);
  }

  public JsonOutput member(String name, long value) {
    return name(name).value(value);
  }

  public JsonOutput member(String name, boolean value) {
    return name(name).raw(Boolean.toString(value));
  }

  public JsonOutput member(String name, Id value) {
    return name(name).value(value);
  }

  /** Base64 with padding. */
  public JsonOutput member(String name, byte[] value) {
    return name(name).value(Base64.getEncoder().encodeToString(value));
  }

  public JsonOutput value(String text) {
    return valueOfUtf8(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A text given as UTF-8; each byte that is not becomes {@code \ufffd}. */
  public JsonOutput valueOfUtf8(byte[] utf8) {
    separate();
    put('"');
    escape(utf8);
    put('"');
    needsComma = true;
    return this;
  }

  /** An unsigned number. */
  public JsonOutput value(long number) {
    return raw(Long.toUnsignedString(number));
  }

  public JsonOutput value(Id id) {
    separate();
    room(Id.HEX_LENGTH + 2);
    bytes[length++] = '"';
    hex(id.a());
    hex(id.b());
    hex(id.c());
    hex(id.d());
    bytes[length++] = '"';
    needsComma = true;
    return this;
  }

  /** ASCII text that is a JSON value already. */
  public JsonOutput raw(String value) {
    separate();
    ascii(value);
    needsComma = true;
    return this;
  }

  /** Bytes that are one or more JSON values, or members, already. */
  public JsonOutput raw(byte[] json, int from, int to) {
    separate();
    room(to - from);
    System.arraycopy(json, from, bytes, length, to - from);
    length += to - from;
    needsComma = true;
    return this;
  }

  public JsonOutput newline() {
    put('\n');
    return this;
  }

  public int length() {
    return length;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Empties it for the next document. */
  public void clear() {
    length = 0;
    needsComma = false;
  }

  private JsonOutput begin(char bracket) {
    separate();
    put(bracket);
    needsComma = false;
    return this;
  }

  private JsonOutput end(char bracket) {
    put(bracket);
    needsComma = true;
    return this;
  }

  private void separate() {
    if (needsComma) {
      put(',');
    }
  }

  private void escape(byte[] utf8) {
    for (int at = 0; at < utf8.length; ) {
      int size = Utf8.sequenceLength(utf8, at);
      if (size == 0) {
        ascii("\\ufffd");
        at++;
      } else if (size == 1) {
        escape(utf8[at++]);
      } else {
        at = copyOrEscape(utf8, at, size);
      }
    }
  }

  /** Line and paragraph separator are escaped, everything else of several bytes is literal. */
  private int copyOrEscape(byte[] utf8, int at, int size) {
    boolean isSeparator =
        size == 3
            && utf8[at] == (byte) 0xe2
            && utf8[at + 1] == (byte) 0x80
            && (utf8[at + 2] & 0xfe) == 0xa8;
    if (isSeparator) {
      ascii(utf8[at + 2] == (byte) 0xa8 ? "\\u2028" : "\\u2029");
    } else {
      room(size);
      System.arraycopy(utf8, at, bytes, length, size);
      length += size;
    }
    return at + size;
  }

  private void escape(byte character) {
    switch (character) {
      case '"' -> ascii("\\\"");
      case '\\' -> ascii("\\\\");
      case '\n' -> ascii("\\n");
      case '\r' -> ascii("\\r");
      case '\t' -> ascii("\\t");
      case '\b' -> ascii("\\b");
      case '\f' -> ascii("\\f");
      case '<' -> ascii("\\u003c");
      case '>' -> ascii("\\u003e");
      case '&' -> ascii("\\u0026");
      default -> {
        if (character < 0x20) {
          ascii("\\u00");
          put(HEX[character >> 4]);
          put(HEX[character & 15]);
        } else {
          put(character);
        }
      }
    }
  }

  private void ascii(String text) {
    int size = text.length();
    room(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  private void hex(long value) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (value >>> shift) & 15];
    }
  }

  private void put(int character) {
    room(1);
    bytes[length++] = (byte) character;
  }

  private void room(int size) {
    if (length + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + size, bytes.length * 2));
    }
  }
}
