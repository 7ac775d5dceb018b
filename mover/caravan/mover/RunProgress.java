package caravan.mover;

import caravan.text.ElapsedText;
import caravan.text.PercentText;
import caravan.text.SizeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells in the log how a long run goes, a line every ten seconds: {@code 12.34% 1.200 GiB / 9.700
 * GiB 85.000 MiB/s ETA 1:40}, without the shares as long as nobody knows the whole.
 */
final class RunProgress {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private final MoverLog log;
  private final Clock clock;
  private final LongAdder bytes = new LongAdder();
  private final Instant start;
  private final AtomicReference<Instant> next;
  private volatile long total;

  RunProgress(MoverLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
    start = clock.instant();
    next = new AtomicReference<>(start.plus(EVERY));
  }

  /** How many bytes there are in all. */
  void total(long count) {
    total = count;
  }

  void done(long count) {
    bytes.add(count);
    var now = clock.instant();
    var due = next.get();
    if (now.isAfter(due) && next.compareAndSet(due, now.plus(EVERY))) {
      log.line(text(bytes.sum(), Math.max(1, Duration.between(start, now).toSeconds())));
    }
  }

  private String text(long sum, long seconds) {
    long pace = sum / seconds;
    var speed = SizeText.of(pace) + "/s";
    long whole = total;
    if (whole < sum || pace == 0) {
      return SizeText.of(sum) + "  " + speed;
    }
    return "%s  %s / %s  %s  ETA %s"
        .formatted(
            PercentText.of(sum, whole),
            SizeText.of(sum),
            SizeText.of(whole),
            speed,
            ElapsedText.of(Duration.ofSeconds((whole - sum) / pace)));
  }
}
