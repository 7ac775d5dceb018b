package caravan.cli;

import caravan.text.ElapsedText;
import caravan.text.SizeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a long verb is: a bar on a terminal, a line now and then when asked for by {@code
 * RESTIC_PROGRESS_FPS}, nothing with {@code --quiet}.
 */
final class ProgressMeter implements AutoCloseable {
  private static final int MIB = 1 << 20;
  private static final int REDRAW_MILLIS = 200;
  private final Console console;
  private final Clock clock;
  private final Duration interval;
  private final Instant start;
  private final ProgressBar bar;
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicReference<Instant> next;
  private volatile long totalFiles;
  private volatile long totalBytes;

  /**
   * @param interval how often a line is due, null for never
   */
  private ProgressMeter(Console console, Clock clock, Duration interval, ProgressBar bar) {
    this.console = console;
    this.clock = clock;
    this.interval = interval;
    this.bar = bar;
    start = clock.instant();
    next = new AtomicReference<>(interval == null ? Instant.MAX : start.plus(interval));
  }

  static ProgressMeter of(String task, Verb verb) {
    var clock = verb.context().clock();
    boolean isSilent = verb.isJson() || verb.global.verbosity() == 0;
    if (isSilent) {
      return new ProgressMeter(verb.console(), clock, null, null);
    }
    if (verb.console().isTerminal()) {
      return new ProgressMeter(verb.console(), clock, null, bar(task));
    }
    return new ProgressMeter(verb.console(), clock, interval(verb), null);
  }

  private static ProgressBar bar(String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(" MiB", MIB)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .setInitialMax(-1)
        .showSpeed()
        .clearDisplayOnFinish()
        .build();
  }

  private static Duration interval(Verb verb) {
    try {
      double perSecond = Double.parseDouble(verb.context().variable("RESTIC_PROGRESS_FPS"));
      return perSecond > 0 ? Duration.ofMillis((long) (1000 / Math.min(perSecond, 60))) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  void total(long files, long bytes) {
    totalFiles = files;
    totalBytes = bytes;
    if (bar != null) {
      bar.maxHint(bytes);
    }
  }

  void addBytes(long count) {
    bytes.addAndGet(count);
    if (bar != null) {
      bar.stepTo(bytes.get());
    }
    var now = clock.instant();
    var due = next.get();
    if (interval != null && now.isAfter(due) && next.compareAndSet(due, now.plus(interval))) {
      console.line(line(now));
    }
  }

  void addFile() {
    long done = files.incrementAndGet();
    if (bar != null) {
      bar.setExtraMessage(done + (totalFiles > 0 ? "/" + totalFiles : "") + " files");
    }
  }

  private String line(Instant now) {
    var elapsed = Duration.between(start, now);
    long rate = bytes.get() * 1000 / Math.max(1, elapsed.toMillis());
    if (totalBytes <= 0) {
      return "[%s] %d files %s, %s/s"
          .formatted(
              ElapsedText.of(elapsed), files.get(), SizeText.of(bytes.get()), SizeText.of(rate));
    }
    long left = rate == 0 ? 0 : Math.max(0, totalBytes - bytes.get()) / rate;
    return "[%s] %.2f%%  %d / %d files, %s / %s, %s/s, ETA %s"
        .formatted(
            ElapsedText.of(elapsed),
            100.0 * bytes.get() / totalBytes,
            files.get(),
            totalFiles,
            SizeText.of(bytes.get()),
            SizeText.of(totalBytes),
            SizeText.of(rate),
            ElapsedText.of(Duration.ofSeconds(left)));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
