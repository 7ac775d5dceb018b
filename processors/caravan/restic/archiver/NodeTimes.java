package caravan.restic.archiver;

import caravan.restic.snapshot.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Times of nodes as restic writes them: in the local zone's offset of that moment, with a year of
 * four digits.
 */
final class NodeTimes {
  private static final long FIRST_EASY_SECOND = -30_610_224_000L; // year 1000
  private static final long LAST_EASY_SECOND = 253_370_764_800L; // year 9999
  private static final int LAST_YEAR = 9999;
  private static final int SECONDS_OF_MINUTE = 60;
  private final ZoneRules rules;

  NodeTimes(ZoneId zone) {
    this.rules = zone.getRules();
  }

  Timestamp of(long seconds, int nanos) {
    int offset = offset(seconds);
    long shown = seconds + offset;
    if (seconds < FIRST_EASY_SECOND || seconds > LAST_EASY_SECOND) {
      shown = withYearOfFourDigits(seconds, offset);
    }
    // The offset is written in whole minutes beside the true local time, also where clocks once
    // differed from UTC by seconds.
    int minutes = offset / SECONDS_OF_MINUTE;
    return new Timestamp(shown - minutes * (long) SECONDS_OF_MINUTE, nanos, minutes);
  }

  private int offset(long seconds) {
    long known =
        Math.clamp(seconds, Instant.MIN.getEpochSecond() / 2, Instant.MAX.getEpochSecond() / 2);
    return rules.getOffset(Instant.ofEpochSecond(known)).getTotalSeconds();
  }

  /** Local seconds after the year was moved into 0 to 9999, the rest of the date kept. */
  private static long withYearOfFourDigits(long seconds, int offset) {
    long known =
        Math.clamp(seconds, Instant.MIN.getEpochSecond() / 2, Instant.MAX.getEpochSecond() / 2);
    var local = LocalDateTime.ofEpochSecond(known + offset, 0, ZoneOffset.UTC);
    int year = Math.clamp(local.getYear(), 0, LAST_YEAR);
    var moved = local.withYear(year);
    if (moved.getDayOfMonth() != local.getDayOfMonth()) {
      moved = moved.plusDays(1);
    }
    return moved.toEpochSecond(ZoneOffset.UTC);
  }
}
