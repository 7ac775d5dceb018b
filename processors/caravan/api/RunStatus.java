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
 * @param storedBytes what the last good run added to the repository, compressed
 * @param lastChecked when a check last ended well; sources only
 * @param shrunkFrom the snapshot of which the volume has lost nearly everything; sources only
 * @param movers names of the last movers' pods, the newest first: a lock of one that is gone is
 *     dead
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
    Long storedBytes,
    Instant lastChecked,
    String shrunkFrom,
    List<String> movers,
    List<String> deadLocks) {
  public static final RunStatus EMPTY =
      new RunStatus(null, null, null, null, null, null, null, null, null, null, null);

  public RunStatus {
    movers = movers == null ? List.of() : List.copyOf(movers);
    deadLocks = deadLocks == null ? List.of() : List.copyOf(deadLocks);
  }

  public int failures() {
    return consecutiveFailures == null ? 0 : consecutiveFailures;
  }

  public RunStatusEdit edit() {
    return new RunStatusEdit(this);
  }
}
