package caravan.restic.restorer;

import caravan.restic.fs.BytePath;
import caravan.restic.restorer.RestoreListener.Action;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a restore does, as restic counts it, and tells the listener. */
final class Tally {
  private final RestoreListener listener;
  private final LongAdder restored = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder deleted = new LongAdder();
  private final LongAdder verified = new LongAdder();
  private final LongAdder total = new LongAdder();
  private final LongAdder bytesRestored = new LongAdder();
  private final LongAdder bytesSkipped = new LongAdder();
  private final LongAdder bytesTotal = new LongAdder();

  Tally(RestoreListener listener) {
    this.listener = listener;
  }

  /** A file is to be written; anything else has no bytes. */
  void plan(long bytes) {
    total.increment();
    bytesTotal.add(bytes);
  }

  void planned() {
    listener.planned(total.sum(), bytesTotal.sum());
  }

  /** Bytes of a file are in place. */
  void written(long bytes) {
    bytesRestored.add(bytes);
    listener.written(bytes);
  }

  void finish(byte[] location, Action action, long bytes) {
    restored.increment();
    listener.finished(BytePath.display(location), action, bytes);
  }

  void skip(byte[] location, long bytes) {
    skipped.increment();
    bytesSkipped.add(bytes);
    listener.finished(BytePath.display(location), Action.UNCHANGED, bytes);
  }

  void delete(byte[] location) {
    deleted.increment();
    listener.finished(BytePath.display(location), Action.DELETED, 0);
  }

  void verify() {
    verified.increment();
  }

  RestoreResult result(Failures failures) {
    return new RestoreResult(
        restored.sum(),
        skipped.sum(),
        deleted.sum(),
        total.sum(),
        bytesRestored.sum(),
        bytesSkipped.sum(),
        bytesTotal.sum(),
        verified.sum(),
        failures.all());
  }
}
