package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * What is known of the runs beyond VolSync's status: {@code status.caravan}, harmless when dropped.
 *
 * @param consecutiveFailures attempts that failed since the last good one
 * @param nextAttemptTime no attempt before this; null when nothing failed
 * @param failure what the last failure was, null since a good run
 * @param lastSnapshot id of the snapshot the last good run wrote or restored
 * @param files regular files the last good run looked at
 * @param bytes their size
 * @param addedBytes what of it was new to the repository
 * @param storedBytes the same, compressed
 * @param durationSeconds how long the last mover ran
 * @param peakMemoryBytes the most memory it had, its own and what it shares
 * @param unreadable how many items it could not read or restore, null for none
 * @param unreadableFiles the first of them, with the reason
 * @param lastChecked when a check last ended well; sources only
 * @param shrunkFrom the snapshot of which the volume has lost nearly everything; sources only
 * @param movers names of the last movers' pods, the newest first: a lock of one that is gone is
 *     dead
 * @param runningMover the pod of the attempt that goes on, null when none does
 * @param progress of that attempt
 * @param heldSince when the hook before-copy was announced, null when after-copy was called since
 * @param deadLocks ids of locks that the next attempt removes, their owners being proven dead
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunStatus(
    Integer consecutiveFailures,
    Instant nextAttemptTime,
    String failure,
    String lastSnapshot,
    Long files,
    Long bytes,
    Long addedBytes,
    Long storedBytes,
    Long durationSeconds,
    Long peakMemoryBytes,
    Integer unreadable,
    List<String> unreadableFiles,
    Instant lastChecked,
    String shrunkFrom,
    List<String> movers,
    String runningMover,
    RunProgress progress,
    Instant heldSince,
    List<String> deadLocks) {
  public static final RunStatus EMPTY = empty();

  public RunStatus {
    unreadableFiles = unreadableFiles == null ? List.of() : List.copyOf(unreadableFiles);
    movers = movers == null ? List.of() : List.copyOf(movers);
    deadLocks = deadLocks == null ? List.of() : List.copyOf(deadLocks);
  }

  private static RunStatus empty() {
    return new RunStatus(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null);
  }

  public int failures() {
    return consecutiveFailures == null ? 0 : consecutiveFailures;
  }

  public RunStatusEdit edit() {
    return new RunStatusEdit(this);
  }
}
