package caravan.restic.forget;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A span in calendar units, as in {@code 1y5m7d2h}. */
public record Within(int years, int months, int days, int hours) {
  public static final Within OFF = new Within(0, 0, 0, 0);
  private static final int MONTHS = 12;
  private static final long EARLIEST_YEAR = -900_000_000;

  /**
   * Reads numbers with the units y, m, d and h behind them; empty text is {@link #OFF}.
   *
   * @throws InvalidInput when the text is no such span
   */
  public static Within parse(String text) {
    int years = 0, months = 0, days = 0, hours = 0;
    for (int at = 0; at < text.length(); ) {
      int unit = at;
      while (unit < text.length() && text.charAt(unit) >= '0' && text.charAt(unit) <= '9') {
        unit++;
      }
      int number = number(text, at, unit);
      switch (text.charAt(unit)) {
        case 'y' -> years = number;
        case 'm' -> months = number;
        case 'd' -> days = number;
        case 'h' -> hours = number;
        default ->
            throw invalid(
                text,
                "invalid unit '%c' found after number %d".formatted(text.charAt(unit), number));
      }
      at = unit + 1;
    }
    return new Within(years, months, days, hours);
  }

  public boolean isOff() {
    return equals(OFF);
  }

  /**
   * The moment this span before another, counted as Go counts: years, months and days are taken off
   * the date together, and a day that the month does not have runs over into the next one (a month
   * before March 31st is March 2nd or 3rd).
   */
  Instant before(Timestamp newest) {
    var from = newest.local();
    long month =
        (from.getYear() - (long) years) * MONTHS + from.getMonthValue() - 1 - (long) months;
    int year = (int) Math.max(Math.floorDiv(month, MONTHS), EARLIEST_YEAR);
    var date =
        LocalDate.of(year, Math.floorMod(month, MONTHS) + 1, 1)
            .plusDays(from.getDayOfMonth() - 1L - days);
    return date.atTime(from.toLocalTime())
        .toInstant(ZoneOffset.UTC)
        .minus(Duration.ofMinutes(newest.offsetMinutes()))
        .minus(Duration.ofHours(hours));
  }

  @Override
  public String toString() {
    return part(years, 'y') + part(months, 'm') + part(days, 'd') + part(hours, 'h');
  }

  private static String part(int number, char unit) {
    return number == 0 ? "" : number + String.valueOf(unit);
  }

  private static int number(String text, int from, int to) {
    if (text.charAt(from) == '-') {
      throw invalid(text, "durations containing negative values are not allowed");
    }
    if (from == to) {
      throw invalid(text, "no number found");
    }
    if (to == text.length()) {
      throw invalid(text, "no unit found after number " + text.substring(from));
    }
    try {
      return Integer.parseInt(text, from, to, 10);
    } catch (NumberFormatException e) {
      throw invalid(text, "the number " + text.substring(from, to) + " is too large");
    }
  }

  private static InvalidInput invalid(String text, String why) {
    return new InvalidInput(
        "invalid duration \"%s\": %s; give numbers with y, m, d or h, such as 1y5m7d2h"
            .formatted(text, why));
  }
}
