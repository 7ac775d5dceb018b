package caravan.text;

import caravan.restic.snapshot.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The zone times are shown in, and how they are.
 *
 * @param name what a table says of it
 */
public record DisplayZone(ZoneId zone, String name) {
  private static final String LOCAL = "local time";
  private static final String UTC = "UTC";
  private static final DateTimeFormatter TO_SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);
  private static final DateTimeFormatter ABBREVIATION =
      DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  /** The zone of this machine. */
  public static DisplayZone local(ZoneId zone) {
    return new DisplayZone(zone, LOCAL);
  }

  /**
   * The zone as the variable {@code TZ} names it.
   *
   * @param variable null when it is not set; then the machine's own zone is meant
   */
  public static DisplayZone of(ZoneId zone, String variable) {
    if (variable == null || variable.startsWith(":") || variable.startsWith("/")) {
      return local(zone);
    }
    return new DisplayZone(zone, isKnown(variable) ? variable : UTC);
  }

  /** Such as {@code 2026-01-31 18:05:00}. */
  public String toSeconds(Timestamp time) {
    return TO_SECONDS.format(time.toInstant().atZone(zone));
  }

  /**
   * As Go prints a time that was written in another zone, or in this one: {@code 2026-01-31
   * 18:05:00.25 +0100 CET}.
   */
  public String inFull(Timestamp time) {
    var offset = ZoneOffset.ofTotalSeconds(time.offsetMinutes() * 60);
    var written = time.toInstant().atOffset(offset);
    var text = new StringBuilder(TO_SECONDS.format(written));
    if (time.nanos() != 0) {
      text.append('.').append("%09d".formatted(time.nanos()).replaceFirst("0+$", ""));
    }
    var shift = OFFSET.format(written);
    return text.append(' ')
        .append(shift)
        .append(' ')
        .append(zoneName(time, offset, shift))
        .toString();
  }

  private String zoneName(Timestamp time, ZoneId offset, String shift) {
    if (time.offsetMinutes() == 0) {
      return UTC;
    }
    Instant instant = time.toInstant();
    if (!zone.getRules().getOffset(instant).equals(offset)) {
      return shift;
    }
    var name = ABBREVIATION.format(instant.atZone(zone));
    return name.chars().allMatch(Character::isLetter) ? name : shift.replaceFirst("00$", "");
  }

  private static boolean isKnown(String name) {
    try {
      ZoneId.of(name);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
