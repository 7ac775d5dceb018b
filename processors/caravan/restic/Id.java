package caravan.restic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The 32-byte name of a blob or a repository file, usually a SHA-256; ordered as unsigned bytes.
 */
public record Id(long a, long b, long c, long d) implements Comparable<Id> {
  public static final int BYTES = 32;
  public static final int HEX_LENGTH = 2 * BYTES;
  private static final int SHORT_HEX_LENGTH = 8;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final HexFormat HEX = HexFormat.of();

  /** The id whose 32 bytes begin at {@code offset}. */
  public static Id of(byte[] bytes, int offset) {
    return new Id(
        (long) LONGS.get(bytes, offset),
        (long) LONGS.get(bytes, offset + 8),
        (long) LONGS.get(bytes, offset + 16),
        (long) LONGS.get(bytes, offset + 24));
  }

  public static Id of(byte[] bytes) {
    return of(bytes, 0);
  }

  /** SHA-256 of the whole array. */
  public static Id hash(byte[] content) {
    return of(sha256().digest(content));
  }

  public static Id random(SecureRandom random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return of(bytes);
  }

  /**
   * Reads 64 hex digits, of either case.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  public static Id parse(CharSequence hex) {
    if (hex.length() != HEX_LENGTH) {
      throw new IllegalArgumentException("not an id of 64 hex digits: " + hex);
    }
    return of(HEX.parseHex(hex));
  }

  /** Whether the text would {@link #parse}. */
  public static boolean isId(CharSequence text) {
    return text.length() == HEX_LENGTH && text.chars().allMatch(HexFormat::isHexDigit);
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public void writeTo(byte[] target, int offset) {
    LONGS.set(target, offset, a);
    LONGS.set(target, offset + 8, b);
    LONGS.set(target, offset + 16, c);
    LONGS.set(target, offset + 24, d);
  }

  public byte[] toBytes() {
    var bytes = new byte[BYTES];
    writeTo(bytes, 0);
    return bytes;
  }

  public boolean isNull() {
    return (a | b | c | d) == 0;
  }

  /** The first eight hex digits, as restic shows ids to people. */
  public String toShortString() {
    return toString().substring(0, SHORT_HEX_LENGTH);
  }

  @Override
  public int hashCode() {
    return (int) (a >>> 16);
  }

  @Override
  public int compareTo(Id other) {
    int order = Long.compareUnsigned(a, other.a);
    if (order == 0) {
      order = Long.compareUnsigned(b, other.b);
    }
    if (order == 0) {
      order = Long.compareUnsigned(c, other.c);
    }
    return order == 0 ? Long.compareUnsigned(d, other.d) : order;
  }

  @Override
  public String toString() {
    return HEX.formatHex(toBytes());
  }
}
