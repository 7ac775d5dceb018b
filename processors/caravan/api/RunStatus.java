package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunStatus(
    Integer consecutiveFailures,
    Instant nextAttemptTime,
    String failure,
    String lastSnapshot,
    Long files,
    Long bytes,
    Long storedBytes,
    Instant lastChecked) {
  public static final RunStatus EMPTY =
      new RunStatus(null, null, null, null, null, null, null, null);

  public int failures() {
    return consecutiveFailures == null ? 0 : consecutiveFailures;
  }

  /** One more failed attempt. */
  public RunStatus failed(Instant nextAttempt) {
    return new RunStatus(
        failures() + 1, nextAttempt, failure, lastSnapshot, files, bytes, storedBytes, lastChecked);
  }

  /** The same with another failure, or with none. */
  public RunStatus because(String newFailure) {
    return new RunStatus(
        consecutiveFailures,
        nextAttemptTime,
        newFailure,
        lastSnapshot,
        files,
        bytes,
        storedBytes,
        lastChecked);
  }
}
