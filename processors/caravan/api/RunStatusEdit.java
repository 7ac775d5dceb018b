package caravan.api;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What is known of the runs, being rewritten; what is not named keeps its value. */
public final class RunStatusEdit {
  private static final int MOVERS = 5;

  private Integer consecutiveFailures;
  private Instant nextAttemptTime;
  private String failure;
  private String lastSnapshot;
  private Long files;
  private Long bytes;
  private Long addedBytes;
  private Long storedBytes;
  private Long durationSeconds;
  private Long peakMemoryBytes;
  private Integer unreadable;
  private List<String> unreadableFiles;
  private Instant lastChecked;
  private String shrunkFrom;
  private List<String> movers;
  private String runningMover;
  private RunProgress progress;
  private Instant heldSince;
  private List<String> deadLocks;

  RunStatusEdit(RunStatus status) {
    consecutiveFailures = status.consecutiveFailures();
    nextAttemptTime = status.nextAttemptTime();
    failure = status.failure();
    lastSnapshot = status.lastSnapshot();
    files = status.files();
    bytes = status.bytes();
    addedBytes = status.addedBytes();
    storedBytes = status.storedBytes();
    durationSeconds = status.durationSeconds();
    peakMemoryBytes = status.peakMemoryBytes();
    unreadable = status.unreadable();
    unreadableFiles = status.unreadableFiles();
    lastChecked = status.lastChecked();
    shrunkFrom = status.shrunkFrom();
    movers = status.movers();
    runningMover = status.runningMover();
    progress = status.progress();
    heldSince = status.heldSince();
    deadLocks = status.deadLocks();
  }

  /** One more failed attempt, and the time before which there is none. */
  public RunStatusEdit failed(Instant nextAttempt) {
    consecutiveFailures = consecutiveFailures == null ? 1 : consecutiveFailures + 1;
    nextAttemptTime = nextAttempt;
    return ended();
  }

  /** What the last failure was, null for none. */
  public RunStatusEdit because(String value) {
    failure = value;
    return this;
  }

  /** A good run: what failed before it is past. */
  public RunStatusEdit succeeded() {
    consecutiveFailures = null;
    nextAttemptTime = null;
    failure = null;
    deadLocks = List.of();
    return ended();
  }

  private RunStatusEdit ended() {
    runningMover = null;
    progress = null;
    return this;
  }

  public RunStatusEdit snapshot(String value) {
    lastSnapshot = value;
    return this;
  }

  /** Files looked at, and their size. */
  public RunStatusEdit counted(long countedFiles, long countedBytes) {
    files = countedFiles;
    bytes = countedBytes;
    return this;
  }

  /** What was added to the repository, before and after its compression. */
  public RunStatusEdit stored(long added, long compressed) {
    addedBytes = added;
    storedBytes = compressed;
    return this;
  }

  /** What the last mover took; memory 0 when it did not tell. */
  public RunStatusEdit took(long seconds, long memoryBytes) {
    durationSeconds = seconds;
    peakMemoryBytes = memoryBytes == 0 ? null : memoryBytes;
    return this;
  }

  /** Items that could not be read or restored, and the first of them by name. */
  public RunStatusEdit unreadable(int count, List<String> first) {
    unreadable = count == 0 ? null : count;
    unreadableFiles = List.copyOf(first);
    return this;
  }

  public RunStatusEdit progress(RunProgress value) {
    progress = value;
    return this;
  }

  /** Since when what writes to the volume may be stopped, null when it goes on. */
  public RunStatusEdit heldSince(Instant value) {
    heldSince = value;
    return this;
  }

  /** When the repository was last found whole. */
  public RunStatusEdit checked(Instant value) {
    lastChecked = value;
    return this;
  }

  /** Of which snapshot the volume has lost nearly everything, null for none. */
  public RunStatusEdit shrunkFrom(String snapshot) {
    shrunkFrom = snapshot;
    return this;
  }

  /** The pod of the mover that runs, the newest there is; the oldest ones are forgotten. */
  public RunStatusEdit mover(String pod) {
    runningMover = pod;
    movers =
        Stream.concat(Stream.of(pod), movers.stream().filter(it -> !it.equals(pod)))
            .limit(MOVERS)
            .toList();
    return this;
  }

  public RunStatusEdit deadLocks(List<String> ids) {
    deadLocks = List.copyOf(ids);
    return this;
  }

  public RunStatus build() {
    return new RunStatus(
        consecutiveFailures,
        nextAttemptTime,
        failure,
        lastSnapshot,
        files,
        bytes,
        addedBytes,
        storedBytes,
        durationSeconds,
        peakMemoryBytes,
        unreadable,
        unreadableFiles,
        lastChecked,
        shrunkFrom,
        movers,
        runningMover,
        progress,
        heldSince,
        deadLocks);
  }
}
