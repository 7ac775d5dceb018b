package caravan.replication;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Pattern;

/** The end of a mover's log as a status has it. */
public final class MoverLogText {
  private static final int LONGEST_BYTES = 1024;
  private static final Pattern TELLING =
      Pattern.compile(
          "^\\s*(processed.*files|snapshot .* saved|no eligible|No eligible|(=== )?No data will be"
              + "|.*Directory is empty|created restic|repository .* opened|restoring |no parent"
              + " snapshot|using parent snapshot|Added to the repository|successfully"
              + "|RESTORE_OPTIONS|=== Initialize Dir|no errors were found|Fatal|ERROR"
              + "|Restic completed in).*");

  private MoverLogText() {}

  /**
   * The last kilobyte.
   *
   * @param telling whether only the lines that say what was done, as after a good run
   */
  public static String of(Collection<String> lines, boolean telling) {
    var chosen = lines.stream().filter(line -> !telling || TELLING.matcher(line).matches());
    var bytes = String.join("\n", chosen.toList()).getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, bytes.length - LONGEST_BYTES);
    while (from > 0 && from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
      from++;
    }
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }
}
