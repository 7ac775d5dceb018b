package caravan.replication;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One field of a cron expression, read into a bit per value; bit 63 says that it was a star. */
enum CronField {
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY_OF_MONTH("day of month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
  DAY_OF_WEEK("day of week", 0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  static final long STAR = 1L << 63;

  private final String title;
  private final int min;
  private final int max;
  private final List<String> names;

  CronField(String title, int min, int max, List<String> names) {
    this.title = title;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  /** Every value of the field. */
  long all() {
    return bits(min, max, 1) | STAR;
  }

  long only(int value) {
    return 1L << value;
  }

  /** Parts separated by commas, each a value, a range or a star, with an optional step. */
  long parse(String text) {
    return Arrays.stream(text.split(","))
        .filter(part -> !part.isEmpty())
        .mapToLong(this::part)
        .reduce(0, (a, b) -> a | b);
  }

  private long part(String text) {
    var rangeAndStep = text.split("/", -1);
    var ends = rangeAndStep[0].split("-", -1);
    boolean star = ends[0].equals("*") || ends[0].equals("?");
    if (!star && ends.length > 2) {
      throw wrong(text, "has more than one hyphen");
    }
    if (rangeAndStep.length > 2) {
      throw wrong(text, "has more than one slash");
    }
    int start = star ? min : value(ends[0], text);
    int step = rangeAndStep.length == 2 ? number(rangeAndStep[1], text) : 1;
    int end;
    if (star) {
      end = max;
    } else if (ends.length == 2) {
      end = value(ends[1], text);
    } else {
      end = rangeAndStep.length == 2 ? max : start;
    }
    check(text, start, end, step);
    return bits(start, end, step) | (star && step == 1 ? STAR : 0);
  }

  private void check(String text, int start, int end, int step) {
    if (start < min || end > max) {
      throw wrong(text, "is outside");
    }
    if (start > end) {
      throw wrong(text, "begins after its end");
    }
    if (step == 0) {
      throw wrong(text, "has a step of 0");
    }
  }

  private static long bits(int start, int end, int step) {
    long bits = 0;
    for (long value = start; value <= end; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  private int value(String text, String part) {
    int name = names.indexOf(text.toLowerCase(Locale.ROOT));
    return name >= 0 ? min + name : number(text, part);
  }

  private int number(String text, String part) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw wrong(part, "is no number" + (names.isEmpty() ? "" : " or name"));
  }

  private InvalidSchedule wrong(String part, String why) {
    return new InvalidSchedule(
        "%s \"%s\" %s: it may be %s, a range like %d-%d, *, or one of these with a step like */2, "
                .formatted(title, part, why, allowed(), min, min + 2)
            + "several separated by commas");
  }

  private String allowed() {
    var numbers = min + " to " + max;
    return names.isEmpty()
        ? numbers
        : numbers + " or " + names.getFirst() + " to " + names.getLast();
  }
}
