package caravan.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A status being rewritten; fields that are not named keep their value. */
public final class StatusEdit {
  private Long observedGeneration;
  private Instant lastSyncTime;
  private Instant lastSyncStartTime;
  private String lastSyncDuration;
  private Instant nextSyncTime;
  private String lastManualSync;
  private MoverStatus latestMoverStatus;
  private List<Condition> conditions;
  private ResticStatus restic;
  private ImageReference latestImage;
  private final Map<String, String> external;
  private RunStatus run;

  StatusEdit(ReplicationStatus status) {
    observedGeneration = status.observedGeneration();
    lastSyncTime = status.lastSyncTime();
    lastSyncStartTime = status.lastSyncStartTime();
    lastSyncDuration = status.lastSyncDuration();
    nextSyncTime = status.nextSyncTime();
    lastManualSync = status.lastManualSync();
    latestMoverStatus = status.latestMoverStatus();
    conditions = status.conditions();
    restic = status.restic();
    latestImage = status.latestImage();
    external = status.external();
    run = status.caravan();
  }

  public StatusEdit observedGeneration(Long value) {
    observedGeneration = value;
    return this;
  }

  public StatusEdit lastSyncTime(Instant value) {
    lastSyncTime = value;
    return this;
  }

  public StatusEdit lastSyncStartTime(Instant value) {
    lastSyncStartTime = value;
    return this;
  }

  public StatusEdit lastSyncDuration(String value) {
    lastSyncDuration = value;
    return this;
  }

  public StatusEdit nextSyncTime(Instant value) {
    nextSyncTime = value;
    return this;
  }

  public StatusEdit lastManualSync(String value) {
    lastManualSync = value;
    return this;
  }

  public StatusEdit latestMoverStatus(MoverStatus value) {
    latestMoverStatus = value;
    return this;
  }

  public StatusEdit conditions(List<Condition> value) {
    conditions = value;
    return this;
  }

  public StatusEdit restic(ResticStatus value) {
    restic = value;
    return this;
  }

  public StatusEdit latestImage(ImageReference value) {
    latestImage = value;
    return this;
  }

  public StatusEdit run(RunStatus value) {
    run = value;
    return this;
  }

  public ReplicationStatus build() {
    return new ReplicationStatus(
        observedGeneration,
        lastSyncTime,
        lastSyncStartTime,
        lastSyncDuration,
        nextSyncTime,
        lastManualSync,
        latestMoverStatus,
        conditions,
        restic,
        latestImage,
        external,
        run);
  }
}
