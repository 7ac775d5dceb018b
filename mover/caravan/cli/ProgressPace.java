package caravan.cli;

import java.time.Duration;

/**
 * How often progress is told.
 *
 * @param interval between two lines or objects, null for none of them
 * @param isDrawn as a bar on a terminal
 */
record ProgressPace(Duration interval, boolean isDrawn) {
  private static final ProgressPace SILENT = new ProgressPace(null, false);
  private static final Duration FOR_PROGRAMS = Duration.ofMillis(100);
  private static final double MOST_PER_SECOND = 60;
  private static final double MILLIS = 1000;

  /** Lines only when {@code RESTIC_PROGRESS_FPS} asks for them, objects always. */
  static ProgressPace of(Verb verb) {
    if (verb.global.verbosity() == 0) {
      return SILENT;
    }
    var wanted = interval(verb.context().variable("RESTIC_PROGRESS_FPS"));
    if (verb.isJson()) {
      return new ProgressPace(wanted == null ? FOR_PROGRAMS : wanted, false);
    }
    return verb.console().isTerminal()
        ? new ProgressPace(null, true)
        : new ProgressPace(wanted, false);
  }

  /** Null when the text is no rate. */
  static Duration interval(String perSecond) {
    try {
      double rate = Double.parseDouble(perSecond);
      return rate > 0 ? Duration.ofMillis((long) (MILLIS / Math.min(rate, MOST_PER_SECOND))) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
