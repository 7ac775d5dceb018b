package caravan.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Bars on a terminal; they vanish when the work is done. */
final class Bars {
  private static final int MIB = 1 << 20;
  private static final int REDRAW_MILLIS = 200;

  private Bars() {}

  /** Bytes of a total to come, their rate and the time left. */
  static ProgressBar ofBytes() {
    return builder("").setUnit(" MiB", MIB).setInitialMax(-1).showSpeed().build();
  }

  /** Things of a total. */
  static ProgressBar ofThings(String things, long total) {
    return builder(things).setInitialMax(total).build();
  }

  static String files(long done, long total, long errors) {
    return " "
        + done
        + (total > 0 ? "/" + total : "")
        + " files"
        + (errors > 0 ? ", " + errors + " errors" : "");
  }

  private static ProgressBarBuilder builder(String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .clearDisplayOnFinish();
  }
}
