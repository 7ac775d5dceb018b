package caravan.cli;

import caravan.restic.walker.CountListener;
import caravan.text.ElapsedText;
import caravan.text.PercentText;
import caravan.text.SizeText;
import java.time.Duration;
import java.time.Instant;

/** Shows how far a count of snapshots is; its last line stays. */
final class StatsMeter implements CountListener, AutoCloseable {
  private final Verb verb;
  private final int total;
  private final Instant start;
  private final Ticker ticker;
  private int snapshots;
  private long files;
  private long blobs;
  private long bytes;

  StatsMeter(Verb verb, int total) {
    this.verb = verb;
    this.total = total;
    start = verb.context().clock().instant();
    ticker = new Ticker(verb.isJson() ? null : ProgressPace.of(verb).interval(), () -> tell(false));
  }

  @Override
  public synchronized void snapshot() {
    snapshots++;
    files = 0;
    blobs = 0;
    bytes = 0;
  }

  @Override
  public synchronized void counted(long moreFiles, long moreBlobs, long moreBytes) {
    files += moreFiles;
    blobs += moreBlobs;
    bytes += moreBytes;
  }

  private synchronized void tell(boolean isFinal) {
    int done = isFinal ? snapshots : Math.max(0, snapshots - 1);
    var line =
        "[%s] %s  %d / %d snapshots%s%s, %s"
            .formatted(
                ElapsedText.of(Duration.between(start, verb.context().clock().instant())),
                PercentText.of(done, total),
                snapshots,
                total,
                files > 0 ? ", " + files + " files" : "",
                blobs > 0 ? ", " + blobs + " blobs" : "",
                SizeText.of(bytes));
    verb.console().line(line);
  }

  @Override
  public void close() {
    ticker.close();
    if (!verb.isJson()) {
      tell(true);
    }
  }
}
