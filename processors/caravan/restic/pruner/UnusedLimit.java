package caravan.restic.pruner;

import caravan.restic.InvalidInput;
import java.util.regex.Pattern;

/** How many unused bytes may stay, as {@code --max-unused} says. */
final class UnusedLimit {
  private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?)%");
  private static final Pattern SIZE = Pattern.compile("(\\d+)([bBkKmMgGtT]?)");
  private static final int HUNDRED = 100;

  private UnusedLimit() {}

  /**
   * @throws InvalidInput when the text is neither a percentage, a size nor {@code unlimited}
   */
  static long bytes(String maxUnused, long usedBytes) {
    if (maxUnused.equals("unlimited")) {
      return Long.MAX_VALUE;
    }
    var percent = PERCENT.matcher(maxUnused);
    var size = SIZE.matcher(maxUnused);
    if (percent.matches() && Double.parseDouble(percent.group(1)) <= HUNDRED) {
      double share = Double.parseDouble(percent.group(1));
      return (long) (share / (HUNDRED - share) * usedBytes);
    }
    if (size.matches() && size.group(1).length() <= 15) {
      int power = "bkmgt".indexOf(size.group(2).toLowerCase(java.util.Locale.ROOT));
      double bytes = Long.parseLong(size.group(1)) * Math.pow(1024, power);
      return (long) bytes;
    }
    throw new InvalidInput(
        "max-unused %s is neither a share such as 5%% (100%% at most), a size such as 200M nor the word unlimited"
            .formatted(maxUnused));
  }
}
