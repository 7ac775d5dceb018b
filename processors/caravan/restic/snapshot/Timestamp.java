package caravan.restic.snapshot;

import caravan.restic.DamagedRepository;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A point in time as restic writes it: nanoseconds and the offset of the writer's zone. */
public record Timestamp(long seconds, int nanos, int offsetMinutes) {
  private static final int MAX_YEAR = 9999;
  private static final int NANO_DIGITS = 9;
  private static final int DATE_AND_TIME = "2006-01-02T15:04:05".length();
  private static final int OFFSET = "+07:00".length();
  private static final int MAX_OFFSET_HOURS = 23;
  private static final long MAX_SECONDS = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);
  private static final long MIN_SECONDS = LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC);

  /** Go's zero time, which stands for none. */
  public static final Timestamp ZERO = parse("0001-01-01T00:00:00Z");

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
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new DamagedRepository("invalid time \"" + text + "\"", e);
    }
  }

  public boolean isSameInstant(Timestamp other) {
    return seconds == other.seconds && nanos == other.nanos;
  }

  public Instant toInstant() {
    return Instant.ofEpochSecond(Math.clamp(seconds, MIN_SECONDS, MAX_SECONDS), nanos);
  }

  /** What the writer's clock showed. */
  public LocalDateTime local() {
    long shown =
        Math.clamp(seconds, MIN_SECONDS + 86400, MAX_SECONDS - 86400) + offsetMinutes * 60L;
    return LocalDateTime.ofEpochSecond(shown, nanos, ZoneOffset.UTC);
  }

  /** RFC 3339: the fraction without trailing zeros, years kept within four digits. */
  @Override
  public String toString() {
    var local = withFourDigitYear(local());
    var text = new StringBuilder(DATE_AND_TIME + 1 + NANO_DIGITS + OFFSET);
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

  /** Another year, same day; February 29th becomes March 1st where there is none, as in Go. */
  private static LocalDateTime withFourDigitYear(LocalDateTime local) {
    int year = Math.clamp(local.getYear(), 0, MAX_YEAR);
    if (year == local.getYear()) {
      return local;
    }
    var moved = local.withYear(year);
    return moved.plusDays(local.getDayOfMonth() - moved.getDayOfMonth());
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
    for (int limit = 10, i = 1; i < width; i++, limit *= 10) {
      if (value < limit) {
        text.append('0');
      }
    }
    return text.append(value);
  }

  private static Timestamp parseStrictly(String text) {
    var local =
        LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, DATE_AND_TIME));
    require(text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(10) == 'T');
    require(text.charAt(13) == ':' && text.charAt(16) == ':');
    int end = DATE_AND_TIME;
    int nanos = 0;
    if (text.charAt(end) == '.') {
      int start = ++end;
      for (int unit = 100_000_000; isDigit(text.charAt(end)); unit /= 10) {
        nanos += unit * (text.charAt(end++) - '0');
      }
      require(end > start);
    }
    int offset = offset(text, end);
    return new Timestamp(local.toEpochSecond(ZoneOffset.UTC) - offset * 60L, nanos, offset);
  }

  private static int offset(String text, int at) {
    if (text.charAt(at) == 'Z') {
      require(text.length() == at + 1);
      return 0;
    }
    char sign = text.charAt(at);
    require((sign == '+' || sign == '-') && text.length() == at + OFFSET);
    int hours = number(text, at + 1, at + 3);
    int minutes = number(text, at + 4, at + OFFSET);
    require(text.charAt(at + 3) == ':' && hours <= MAX_OFFSET_HOURS && minutes < 60);
    return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      require(isDigit(text.charAt(i)));
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static void require(boolean isRight) {
    if (!isRight) {
      throw new DateTimeException("not RFC 3339");
    }
  }
}
