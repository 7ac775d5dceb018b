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
  private Long storedBytes;
  private Instant lastChecked;
  private String shrunkFrom;
  private List<String> movers;
  private List<String> deadLocks;

  RunStatusEdit(RunStatus status) {
    consecutiveFailures = status.consecutiveFailures();
    nextAttemptTime = status.nextAttemptTime();
    failure = status.failure();
    lastSnapshot = status.lastSnapshot();
    files = status.files();
    bytes = status.bytes();
    storedBytes = status.storedBytes();
    lastChecked = status.lastChecked();
    shrunkFrom = status.shrunkFrom();
    movers = status.movers();
    deadLocks = status.deadLocks();
  }

  /** One more failed attempt, and the time before which there is none. */
  public RunStatusEdit failed(Instant nextAttempt) {
    consecutiveFailures = consecutiveFailures == null ? 1 : consecutiveFailures + 1;
    nextAttemptTime = nextAttempt;
    return this;
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
    return this;
  }

  public RunStatusEdit snapshot(String value) {
    lastSnapshot = value;
    return this;
  }

  /** Files looked at, their size, and what was added to the repository. */
  public RunStatusEdit counted(long countedFiles, long countedBytes, long addedBytes) {
    files = countedFiles;
    bytes = countedBytes;
    storedBytes = addedBytes;
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

  /** The newest mover's pod; the oldest ones are forgotten. */
  public RunStatusEdit mover(String pod) {
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
        storedBytes,
        lastChecked,
        shrunkFrom,
        movers,
        deadLocks);
  }
}
