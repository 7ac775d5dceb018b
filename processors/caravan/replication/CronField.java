package caravan.replication;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

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

  private static final int SHORTEST_MONTH = 28;
  private static final Pattern OWN =
      Pattern.compile("H(?:\\((\\d{1,2})-(\\d{1,2})\\))?(?:/([1-9]\\d?))?");

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

  /** Parts separated by commas, each a value, a range, a star or H, with an optional step. */
  long parse(String text, OwnValue own) {
    return Arrays.stream(text.split(","))
        .filter(part -> !part.isEmpty())
        .mapToLong(part -> part.startsWith("H") ? ownPart(part, own) : part(part))
        .reduce(0, (a, b) -> a | b);
  }

  /**
   * {@code H}: one value; {@code H(0-29)}: one of these; {@code H/15}: all 15, from one of 0-14.
   */
  private long ownPart(String text, OwnValue own) {
    var matcher = OWN.matcher(text);
    if (!matcher.matches()) {
      throw wrong(text, "is not H, H/step or H(from-to)");
    }
    int from = matcher.group(1) == null ? min : number(matcher.group(1), text);
    int to = matcher.group(2) == null ? lastOfAll() : number(matcher.group(2), text);
    int step = matcher.group(3) == null ? 0 : number(matcher.group(3), text);
    check(text, from, to, 1);
    if (step > to - from + 1) {
      throw wrong(text, "has a step beyond its end");
    }
    int choices = step == 0 ? to - from + 1 : step;
    int start = from + (int) own.below(choices, title);
    return step == 0 ? only(start) : bits(start, to, step);
  }

  /** No month is left out for an object whose own day is the 31st. */
  private int lastOfAll() {
    return this == DAY_OF_MONTH ? SHORTEST_MONTH : max;
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
