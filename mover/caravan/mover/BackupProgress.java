package caravan.mover;

import caravan.restic.archiver.BackupListener;
import caravan.text.SizeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Tells in the log how a long backup goes, a line every ten seconds, and every failure at once. */
final class BackupProgress implements BackupListener {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private final MoverLog log;
  private final Clock clock;
  private final LongAdder bytes = new LongAdder();
  private final Instant start;
  private final AtomicReference<Instant> next;

  BackupProgress(MoverLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
    start = clock.instant();
    next = new AtomicReference<>(start.plus(EVERY));
  }

  @Override
  public void read(long count) {
    bytes.add(count);
    var now = clock.instant();
    var due = next.get();
    if (now.isAfter(due) && next.compareAndSet(due, now.plus(EVERY))) {
      long seconds = Math.max(1, Duration.between(start, now).toSeconds());
      log.line("%s read, %s/s", SizeText.of(bytes.sum()), SizeText.of(bytes.sum() / seconds));
    }
  }

  @Override
  public void failed(String path, String reason) {
    log.line("error: %s: %s", path, reason);
  }
}
