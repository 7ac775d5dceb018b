package caravan.api;

/** The condition types, and the reasons that {@code Synchronizing} can have. */
public final class ConditionReasons {
  public static final String SYNCHRONIZING = "Synchronizing";

  /** Whether there is a good and recent run; its reasons are {@link HealthReasons}. */
  public static final String HEALTHY = "Healthy";

  public static final String SYNC_IN_PROGRESS = "SyncInProgress";
  public static final String WAITING_FOR_SCHEDULE = "WaitingForSchedule";
  public static final String WAITING_FOR_MANUAL = "WaitingForManual";
  public static final String CLEANING_UP = "CleaningUp";
  public static final String ERROR = "Error";

  private ConditionReasons() {}
}
