package caravan.api;

/** The one condition type and the reasons it can have. */
public final class ConditionReasons {
  public static final String SYNCHRONIZING = "Synchronizing";

  public static final String SYNC_IN_PROGRESS = "SyncInProgress";
  public static final String WAITING_FOR_SCHEDULE = "WaitingForSchedule";
  public static final String WAITING_FOR_MANUAL = "WaitingForManual";
  public static final String CLEANING_UP = "CleaningUp";
  public static final String ERROR = "Error";

  private ConditionReasons() {}
}
