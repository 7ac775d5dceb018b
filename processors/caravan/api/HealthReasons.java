package caravan.api;

/**
 * The reasons of the condition {@code Healthy}; those of a failed mover are named by its result.
 */
public final class HealthReasons {
  /** The last run ended well. */
  public static final String SUCCEEDED = "Succeeded";

  /** Nothing has run yet. */
  public static final String PENDING = "Pending";

  /** A slot of the schedule has passed, and the next one too, without a good run. */
  public static final String OVERDUE = "Overdue";

  /** The volume has lost nearly everything; its history is kept. */
  public static final String SOURCE_SHRUNK = "SourceShrunk";

  /** What the object asks for cannot be done. */
  public static final String INVALID_SPEC = "InvalidSpec";

  public static final String SECRET_MISSING = "SecretMissing";
  public static final String REPOSITORY_REFUSED = "RepositoryNotServed";
  public static final String VOLUME_MISSING = "VolumeMissing";
  public static final String VOLUME_NOT_BOUND = "VolumeNotBound";
  public static final String SNAPSHOT_NOT_READY = "SnapshotNotReady";
  public static final String COPY_TRIGGER_TIMEOUT = "CopyTriggerTimeout";
  public static final String UNSCHEDULABLE = "Unschedulable";
  public static final String IMAGE_PULL = "ImagePull";
  public static final String POD_NOT_STARTED = "PodNotStarted";
  public static final String POD_GONE = "PodGone";
  public static final String JOB_DELETED = "JobDeleted";
  public static final String EVICTED = "Evicted";
  public static final String OUT_OF_MEMORY = "OutOfMemory";
  public static final String REPOSITORY_LOCKED = "RepositoryLocked";

  /** The API server refuses what is needed. */
  public static final String FORBIDDEN = "Forbidden";

  /** Everything else; the message says it. */
  public static final String FAILED = "Failed";

  private HealthReasons() {}
}
