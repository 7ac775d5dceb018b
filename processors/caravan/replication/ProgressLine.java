package caravan.replication;

import caravan.api.RunProgress;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mover's line that says how far it has come. */
public final class ProgressLine {
  private static final String SIZE = "([0-9.]+) (B|KiB|MiB|GiB|TiB)";
  private static final Pattern LINE =
      Pattern.compile(
          "(?:([0-9]+)\\.[0-9]+% {2})?" // of all
              + SIZE
              + "(?: / "
              + SIZE
              + ")? {2}"
              + SIZE
              + "/s(?: {2}ETA ([0-9:]+))?");
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

  private ProgressLine() {}

  /** What the last such line of a log says. */
  public static Optional<RunProgress> last(String log) {
    return log.lines()
        .map(line -> LINE.matcher(line.strip()))
        .filter(Matcher::matches)
        .reduce((earlier, later) -> later)
        .map(ProgressLine::progress);
  }

  private static RunProgress progress(Matcher line) {
    return new RunProgress(
        line.group(1) == null ? null : Integer.valueOf(line.group(1)),
        bytes(line.group(2), line.group(3)),
        line.group(4) == null ? null : bytes(line.group(4), line.group(5)),
        bytes(line.group(6), line.group(7)),
        line.group(8) == null ? null : seconds(line.group(8)));
  }

  private static long bytes(String number, String unit) {
    long factor = 1L << 10 * UNITS.indexOf(unit);
    return new BigDecimal(number).multiply(BigDecimal.valueOf(factor)).longValue();
  }

  private static long seconds(String clock) {
    long seconds = 0;
    for (var part : clock.split(":")) {
      seconds = seconds * 60 + Long.parseLong(part);
    }
    return seconds;
  }
}
