package caravan.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import me.tongfei.progressbar.ProgressBar;

/**
 * Counts files and bytes and tells of them: a bar on a terminal, JSON objects, a line when asked
 * for by {@code RESTIC_PROGRESS_FPS}, nothing with {@code --quiet}.
 */
final class ProgressMeter implements AutoCloseable {
  private final Verb verb;
  private final Progress.Shape shape;
  private final Clock clock;
  private final Instant start;
  private final ProgressBar bar;
  private final Ticker ticker;
  private final LongAdder files = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder skippedFiles = new LongAdder();
  private final LongAdder skippedBytes = new LongAdder();
  private final LongAdder deletedFiles = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final Set<String> current = new LinkedHashSet<>();
  private volatile long totalFiles;
  private volatile long totalBytes;

  ProgressMeter(Verb verb, Progress.Shape shape) {
    this.verb = verb;
    this.shape = shape;
    clock = verb.context().clock();
    start = clock.instant();
    var pace = ProgressPace.of(verb);
    bar = pace.isDrawn() ? Bars.ofBytes() : null;
    ticker = new Ticker(pace.interval(), this::tell);
  }

  void total(long files, long bytes) {
    totalFiles = files;
    totalBytes = bytes;
    if (bar != null) {
      bar.maxHint(bytes);
    }
  }

  void start(String item) {
    synchronized (current) {
      current.add(item);
    }
  }

  void end(String item) {
    synchronized (current) {
      current.remove(item);
    }
  }

  void addBytes(long count) {
    bytes.add(count);
    draw();
  }

  void addFile() {
    files.increment();
    draw();
  }

  void addSkipped(long size) {
    skippedFiles.increment();
    skippedBytes.add(size);
  }

  void addDeleted() {
    deletedFiles.increment();
  }

  void addError() {
    errors.increment();
    draw();
  }

  Progress progress() {
    return new Progress(
        Duration.between(start, clock.instant()),
        files.sum(),
        totalFiles,
        bytes.sum(),
        totalBytes,
        skippedFiles.sum(),
        skippedBytes.sum(),
        deletedFiles.sum(),
        errors.sum(),
        current());
  }

  private List<String> current() {
    synchronized (current) {
      return List.copyOf(current);
    }
  }

  private void tell() {
    if (verb.isJson()) {
      verb.console().json(shape.json(progress()));
    } else {
      shape.lines(progress()).forEach(verb::say);
    }
  }

  private void draw() {
    if (bar != null) {
      bar.stepTo(bytes.sum());
      bar.setExtraMessage(Bars.files(files.sum(), totalFiles, errors.sum()));
    }
  }

  @Override
  public void close() {
    ticker.close();
    if (bar != null) {
      bar.close();
    }
  }
}
