package caravan.restic.snapshot;

import caravan.restic.DamagedRepository;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A point in time as restic writes it: nanoseconds and the offset of the writer's zone. */
public record Timestamp(long seconds, int nanos, int offsetMinutes) {
  private static final int MAX_YEAR = 9999;
  private static final int NANO_DIGITS = 9;

  public static Timestamp utc(long seconds, int nanos) {
    return new Timestamp(seconds, nanos, 0);
  }

  public static Timestamp of(OffsetDateTime time) {
    return new Timestamp(
        time.toEpochSecond(), time.getNano(), time.getOffset().getTotalSeconds() / 60);
  }

  public static Timestamp utc(Instant instant) {
    return utc(instant.getEpochSecond(), instant.getNano());
  }

  /**
   * Reads RFC 3339 with any number of fraction digits; those beyond nanoseconds are dropped.
   *
   * @throws DamagedRepository when the text is anything else
   */
  public static Timestamp parse(String text) {
    try {
      return parseStrictly(text);
    } catch (RuntimeException e) {
      throw new DamagedRepository("invalid time \"" + text + "\"", e);
    }
  }

  public boolean isSameInstant(Timestamp other) {
    return seconds == other.seconds && nanos == other.nanos;
  }

  public Instant toInstant() {
    return Instant.ofEpochSecond(seconds, nanos);
  }

  public OffsetDateTime toOffsetDateTime() {
    return toInstant().atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
  }

  /** RFC 3339: the fraction without trailing zeros, years kept within four digits. */
  @Override
  public String toString() {
    var local =
        LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
    if (local.getYear() < 0 || local.getYear() > MAX_YEAR) {
      local = local.withYear(Math.clamp(local.getYear(), 0, MAX_YEAR));
    }
    var text = new StringBuilder(35);
    pad(text, local.getYear(), 4).append('-');
    pad(text, local.getMonthValue(), 2).append('-');
    pad(text, local.getDayOfMonth(), 2).append('T');
    pad(text, local.getHour(), 2).append(':');
    pad(text, local.getMinute(), 2).append(':');
    pad(text, local.getSecond(), 2);
    appendFraction(text);
    appendOffset(text);
    return text.toString();
  }

  private void appendFraction(StringBuilder text) {
    if (nanos == 0) {
      return;
    }
    int value = nanos, digits = NANO_DIGITS;
    while (value % 10 == 0) {
      value /= 10;
      digits--;
    }
    pad(text.append('.'), value, digits);
  }

  private void appendOffset(StringBuilder text) {
    if (offsetMinutes == 0) {
      text.append('Z');
      return;
    }
    int minutes = Math.abs(offsetMinutes);
    text.append(offsetMinutes < 0 ? '-' : '+');
    pad(text, minutes / 60, 2).append(':');
    pad(text, minutes % 60, 2);
  }

  private static StringBuilder pad(StringBuilder text, int value, int width) {
    var digits = Integer.toString(value);
    return text.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }

  private static Timestamp parseStrictly(String text) {
    int end = 19;
    var local =
        LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19));
    boolean hasSeparators =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    int nanos = 0;
    if (text.charAt(end) == '.') {
      int start = ++end;
      while (Character.isDigit(text.charAt(end))) {
        end++;
      }
      nanos = number((text.substring(start, end) + "000000000").substring(0, NANO_DIGITS), 0, 9);
    }
    int offset = offset(text.substring(end));
    if (!hasSeparators) {
      throw new IllegalArgumentException(text);
    }
    return new Timestamp(
        local.toEpochSecond(ZoneOffset.ofTotalSeconds(offset * 60)), nanos, offset);
  }

  private static int offset(String text) {
    if (text.equals("Z")) {
      return 0;
    }
    boolean isOffset =
        text.length() == 6
            && text.charAt(3) == ':'
            && (text.charAt(0) == '+' || text.charAt(0) == '-');
    if (!isOffset) {
      throw new IllegalArgumentException(text);
    }
    int minutes = number(text, 1, 3) * 60 + number(text, 4, 6);
    return text.charAt(0) == '-' ? -minutes : minutes;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseUnsignedInt(text, from, to, 10);
  }
}
