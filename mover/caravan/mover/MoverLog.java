package caravan.mover;

import java.util.function.Consumer;

/** The lines of a mover's log, in the words that VolSync's users and their filters know. */
public final class MoverLog {
  private final Consumer<String> sink;

  public MoverLog(Consumer<String> sink) {
    this.sink = sink;
  }

  /** One or more lines. */
  public void line(String text) {
    if (text.isEmpty()) {
      sink.accept("");
    }
    text.lines().forEach(sink);
  }

  public void line(String format, Object... arguments) {
    line(format.formatted(arguments));
  }

  void title(String text) {
    sink.accept("=== " + text + " ===");
  }

  void blank() {
    sink.accept("");
  }
}
