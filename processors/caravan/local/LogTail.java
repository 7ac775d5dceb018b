package caravan.local;

import caravan.api.ObjectKey;
import caravan.replication.MoverLogText;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's log: every line goes to the program's log, and the end of it into the status. */
final class LogTail {
  private static final Logger LOG = LoggerFactory.getLogger("caravan.mover");
  private static final int LINES = 200;
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
    return MoverLogText.of(lines, telling);
  }
}
