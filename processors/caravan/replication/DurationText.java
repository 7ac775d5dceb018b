package caravan.replication;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 1m33.549s}, {@code 850ms}, {@code 1h0m0s}. */
public final class DurationText {
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|(?:" + PART.pattern() + ")+)");

  private DurationText() {}

  public static String of(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    var sign = duration.isNegative() ? "-" : "";
    var positive = duration.abs();
    return sign + (positive.getSeconds() == 0 ? fraction(positive) : seconds(positive));
  }

  private static String fraction(Duration duration) {
    int nanos = duration.getNano();
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000
        ? decimal(BigDecimal.valueOf(nanos, 3)) + "\u00b5s"
        : decimal(BigDecimal.valueOf(nanos, 6)) + "ms";
  }

  private static String seconds(Duration duration) {
    var text = decimal(BigDecimal.valueOf(duration.toNanos() % NANOS.get("m"), 9)) + "s";
    if (duration.toMinutes() > 0) {
      text = duration.toMinutesPart() + "m" + text;
    }
    return duration.toHours() > 0 ? duration.toHours() + "h" + text : text;
  }

  private static String decimal(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /**
   * Reads what Go's {@code ParseDuration} reads.
   *
   * @throws IllegalArgumentException saying what a duration looks like
   */
  public static Duration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no duration; write it like 1h30m, 90s or 1.5h");
    }
    var nanos =
        PART.matcher(text)
            .results()
            .map(part -> nanos(part.group(1), part.group(2)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    try {
      var duration = Duration.ofNanos(nanos.toBigInteger().longValueExact());
      return text.startsWith("-") ? duration.negated() : duration;
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("\"" + text + "\" is longer than 292 years");
    }
  }

  private static BigDecimal nanos(String number, String unit) {
    return new BigDecimal(number.endsWith(".") ? number + "0" : number)
        .multiply(BigDecimal.valueOf(NANOS.get(unit)));
  }
}
