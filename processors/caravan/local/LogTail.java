package caravan.local;

import caravan.api.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's log: every line goes to the program's log, and the end of it into the status. */
final class LogTail {
  private static final Logger LOG = LoggerFactory.getLogger("caravan.mover");
  private static final int LONGEST_BYTES = 1024;
  private static final int LINES = 200;
  private static final Pattern TELLING =
      Pattern.compile(
          "^\\s*(processed.*files|snapshot .* saved|no eligible|No eligible|No data will be"
              + "|.*Directory is empty|created restic|repository .* opened|restoring |no parent"
              + " snapshot|using parent snapshot|Added to the repository|successfully"
              + "|RESTORE_OPTIONS|=== Initialize Dir|no errors were found|Fatal|ERROR"
              + "|Restic completed in).*");
  private final ObjectKey key;
  private final Deque<String> lines = new ArrayDeque<>();

  LogTail(ObjectKey key) {
    this.key = key;
  }

  synchronized void line(String line) {
    if (line.isBlank()) {
      return;
    }
    LOG.info("{}: {}", key, line);
    lines.add(line);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  /**
   * The last of it.
   *
   * @param telling whether only the lines that say what was done, as after a good run
   */
  synchronized String text(boolean telling) {
    var chosen = lines.stream().filter(line -> !telling || TELLING.matcher(line).matches());
    var bytes = String.join("\n", chosen.toList()).getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, bytes.length - LONGEST_BYTES);
    while (from > 0 && from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
      from++;
    }
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }
}
