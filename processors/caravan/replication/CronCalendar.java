package caravan.replication;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Five cron fields in a time zone. A day matches when both day fields match, or, when neither of
 * them is a star, when one of them does. At an hour the clocks skip, the schedule waits for the
 * next day that has it.
 */
record CronCalendar(
    long minutes, long hours, long daysOfMonth, long months, long daysOfWeek, ZoneRules rules)
    implements CronSchedule {
  private static final int YEARS_AHEAD = 5;

  static CronCalendar parse(String text, ZoneId zone, OwnValue own) {
    var fields = text.strip().split("\\s+");
    if (fields.length != 5 || text.isBlank()) {
      throw new InvalidSchedule(
          "has %d fields and needs five: minute, hour, day of month, month, day of week"
              .formatted(text.isBlank() ? 0 : fields.length));
    }
    return new CronCalendar(
        CronField.MINUTE.parse(fields[0], own),
        CronField.HOUR.parse(fields[1], own),
        CronField.DAY_OF_MONTH.parse(fields[2], own),
        CronField.MONTH.parse(fields[3], own),
        CronField.DAY_OF_WEEK.parse(fields[4], own),
        zone.getRules());
  }

  @Override
  public Optional<Instant> next(Instant time) {
    var search = new Search(GoTime.of(time, rules).plusSeconds(1));
    return search.run();
  }

  private boolean dayMatches(LocalDateTime day) {
    boolean ofMonth = isSet(daysOfMonth, day.getDayOfMonth());
    boolean ofWeek = isSet(daysOfWeek, day.getDayOfWeek().getValue() % 7);
    boolean star = isSet(daysOfMonth, 63) || isSet(daysOfWeek, 63);
    return star ? ofMonth && ofWeek : ofMonth || ofWeek;
  }

  private static boolean isSet(long bits, int bit) {
    return (bits >>> bit & 1) != 0;
  }

  /**
   * One search: from the largest unit down, each moved to its next match, and started over from the
   * largest whenever a unit wraps. {@code cut} says that the smaller units were set to zero.
   */
  private final class Search {
    private GoTime time;
    private boolean cut;

    Search(GoTime start) {
      time = start;
    }

    Optional<Instant> run() {
      int lastYear = time.local().getYear() + YEARS_AHEAD;
      while (time.local().getYear() <= lastYear) {
        if (month() && day() && hour() && minute() && second()) {
          return Optional.of(time.instant());
        }
      }
      return Optional.empty();
    }

    private boolean month() {
      while (!isSet(months, time.local().getMonthValue())) {
        cutTo(time.local().withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS));
        time = time.nextMonth();
        if (time.local().getMonthValue() == 1) {
          return false;
        }
      }
      return true;
    }

    private boolean day() {
      while (!dayMatches(time.local())) {
        cutTo(time.local().truncatedTo(ChronoUnit.DAYS));
        var before = time;
        time = backToMidnight(time.plusDays(1));
        if (time.epochSecond() <= before.epochSecond()) {
          // The zone skipped a whole day.
          time = before.plusSeconds(24 * 3600);
        }
        if (time.local().getDayOfMonth() == 1) {
          return false;
        }
      }
      return true;
    }

    private boolean hour() {
      while (!isSet(hours, time.local().getHour())) {
        cutTo(time.local().truncatedTo(ChronoUnit.HOURS));
        time = time.plusSeconds(3600);
        if (time.local().getHour() == 0) {
          return false;
        }
      }
      return true;
    }

    private boolean minute() {
      while (!isSet(minutes, time.local().getMinute())) {
        // Not by local time, which comes twice when the clocks go back.
        time = time.plusSeconds(cut ? 60 : 60 - time.local().getSecond());
        cut = true;
        if (time.local().getMinute() == 0) {
          return false;
        }
      }
      return true;
    }

    /** A schedule comes at the first second of its minute: a later one wraps. */
    private boolean second() {
      int second = time.local().getSecond();
      if (second == 0) {
        return true;
      }
      cut = true;
      time = time.plusSeconds(60 - second);
      return false;
    }

    private void cutTo(LocalDateTime local) {
      if (!cut) {
        cut = true;
        time = time.withLocal(local);
      }
    }

    /** Adding a day to midnight misses it where the clocks changed at midnight. */
    private static GoTime backToMidnight(GoTime time) {
      int hour = time.local().getHour();
      return time.plusSeconds((hour > 12 ? 24 - hour : -hour) * 3600L);
    }
  }
}
