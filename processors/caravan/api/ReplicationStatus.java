package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known of a source or destination; the times are whole seconds.
 *
 * @param observedGeneration of the spec that this status is about, null where there is none
 * @param lastSyncTime when the last good run ended
 * @param lastSyncStartTime when the run under way started, null between runs
 * @param lastSyncDuration as Go prints a duration
 * @param lastManualSync the trigger that has been served
 * @param restic sources only
 * @param latestImage destinations only
 * @param external never touched
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplicationStatus(
    Long observedGeneration,
    Instant lastSyncTime,
    Instant lastSyncStartTime,
    String lastSyncDuration,
    Instant nextSyncTime,
    String lastManualSync,
    MoverStatus latestMoverStatus,
    List<Condition> conditions,
    ResticStatus restic,
    ImageReference latestImage,
    Map<String, String> external,
    RunStatus caravan) {
  public static final ReplicationStatus EMPTY =
      new ReplicationStatus(null, null, null, null, null, null, null, null, null, null, null, null);

  /** Never null. */
  public RunStatus run() {
    return caravan == null ? RunStatus.EMPTY : caravan;
  }

  public StatusEdit edit() {
    return new StatusEdit(this);
  }
}
