package caravan.cli;

import caravan.restic.InvalidInput;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sizes as flags give them: {@code 200M}, {@code 2G}, plain bytes. */
final class ByteSize {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kmgt]?)");

  private ByteSize() {}

  static long parse(String flag, String text) {
    var matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new InvalidInput(flag + " " + text + " is no size such as 500M or 2G");
    }
    int power = matcher.group(2).isEmpty() ? 0 : 1 + "kmgt".indexOf(matcher.group(2));
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << 10 * power);
  }
}
