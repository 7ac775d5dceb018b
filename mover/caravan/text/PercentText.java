package caravan.text;

import java.util.Locale;

/** Shares as restic prints them: {@code 37.50%}, nothing where there is no whole. */
public final class PercentText {
  private PercentText() {}

  public static String of(long part, long whole) {
    if (whole == 0) {
      return "";
    }
    return String.format(Locale.ROOT, "%.2f%%", Math.min(100.0, 100.0 * part / whole));
  }
}
