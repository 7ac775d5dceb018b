package caravan.mover;

import caravan.restic.Id;
import caravan.restic.archiver.BackupResult;
import caravan.restic.restorer.RestoreResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Gathers what a run comes to. */
final class Outcome {
  private final Clock clock;
  private final Instant start;
  private Id snapshot;
  private long files, bytes, addedBytes, storedBytes;
  private int forgotten;
  private boolean pruned, checked, skipped, initialized;
  private List<String> failures = List.of();
  private List<MoverResult.Lock> locks = List.of();
  private MoverResult.Shrunk shrunk;
  private final AtomicReference<MoverResult.Failure> failure = new AtomicReference<>();

  Outcome(Clock clock) {
    this.clock = clock;
    start = clock.instant();
  }

  Duration elapsed() {
    return Duration.between(start, clock.instant());
  }

  boolean isSkipped() {
    return skipped;
  }

  void skipped() {
    skipped = true;
  }

  void initialized() {
    initialized = true;
  }

  void saved(BackupResult result) {
    var summary = result.summary();
    snapshot = result.snapshotId();
    files = summary.totalFilesProcessed();
    bytes = summary.totalBytesProcessed();
    addedBytes = summary.dataAdded();
    storedBytes = summary.dataAddedPacked();
    failures = result.failures();
  }

  void restored(Id from, RestoreResult result) {
    snapshot = from;
    files = result.filesRestored();
    bytes = result.bytesRestored();
    failures = result.failures();
  }

  void forgotten(int snapshots) {
    forgotten = snapshots;
  }

  void pruned() {
    pruned = true;
  }

  void checked() {
    checked = true;
  }

  void lockedBy(List<MoverResult.Lock> others) {
    locks = List.copyOf(others);
  }

  Id snapshot() {
    return snapshot;
  }

  long bytes() {
    return bytes;
  }

  boolean isShrunk() {
    return shrunk != null;
  }

  void shrunk(MoverResult.Shrunk from) {
    shrunk = from;
  }

  /** What comes after the first failure is its consequence. */
  void failed(MoverResult.Failure why) {
    failure.compareAndSet(null, why);
  }

  MoverResult result() {
    var named = failures.subList(0, Math.min(failures.size(), MoverResult.MAX_FAILURES));
    return new MoverResult(
        snapshot,
        files,
        bytes,
        addedBytes,
        storedBytes,
        forgotten,
        pruned,
        checked,
        skipped,
        initialized,
        failures.size(),
        List.copyOf(named),
        elapsed(),
        PeakMemory.bytes(),
        locks,
        shrunk,
        failure.get());
  }
}
