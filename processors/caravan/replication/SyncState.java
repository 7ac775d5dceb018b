package caravan.replication;

import caravan.api.Replication;

/** Where an object is in its life; derived from its status, never stored. */
public enum SyncState {
  /** Nothing was ever done. */
  INITIAL("initial"),
  /** A run is under way. */
  SYNCHRONIZING("synchronizing"),
  /** The run has ended: its traces go, and the next one is waited for. */
  CLEANING_UP("cleaning-up");

  private final String route;

  SyncState(String route) {
    this.route = route;
  }

  public static SyncState of(Replication object) {
    var status = object.status();
    if (status.lastSyncStartTime() != null) {
      return SYNCHRONIZING;
    }
    return status.lastSyncTime() == null ? INITIAL : CLEANING_UP;
  }

  /** The end of the name of the route that serves it. */
  public String route() {
    return route;
  }
}
