package caravan.text;

import java.time.Duration;

/** How far a count is, in restic's line: {@code [0:05] 50.00% 3 / 6 snapshots}. */
public final class CountText {
  private CountText() {}

  /**
   * @param total 0 when it is not known
   * @param things what is counted, e.g. {@code packs processed}
   */
  public static String of(Duration elapsed, long done, long total, String things) {
    var time = ElapsedText.of(elapsed);
    return total == 0
        ? "[%s]          %d %s".formatted(time, done, things)
        : "[%s] %s  %d / %d %s".formatted(time, PercentText.of(done, total), done, total, things);
  }
}
