package caravan.text;

import java.util.Locale;

/** Bytes as restic prints them: {@code 64.002 MiB}, {@code 17 B}. */
public final class SizeText {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private SizeText() {}

  public static String of(long bytes) {
    if (bytes < 1 << 10) {
      return bytes + " B";
    }
    double value = bytes / 1024.0;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.3f %s", value, UNITS[unit]);
  }
}
