package caravan.mover;

import caravan.restic.archiver.BackupListener;
import caravan.text.SizeText;
import java.time.Clock;

/** Tells in the log how a long backup goes, and every failure at once. */
final class BackupProgress implements BackupListener {
  private final MoverLog log;
  private final RunProgress progress;

  BackupProgress(MoverLog log, Clock clock) {
    this.log = log;
    progress = new RunProgress(log, clock);
  }

  @Override
  public void scanned(long files, long bytes, boolean done) {
    if (done) {
      progress.total(bytes);
      log.line("the volume has %d files, %s", files, SizeText.of(bytes));
    }
  }

  @Override
  public void read(long count) {
    progress.done(count);
  }

  @Override
  public void failed(String path, String reason) {
    log.line("error: %s: %s", path, reason);
  }
}
