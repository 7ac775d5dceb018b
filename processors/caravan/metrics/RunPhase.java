package caravan.metrics;

import caravan.api.Replication;
import caravan.replication.SyncState;

/** What an object's run does now, as a word. */
final class RunPhase {
  private RunPhase() {}

  /** Empty while there is no run. */
  static String of(Replication object) {
    if (SyncState.of(object) != SyncState.SYNCHRONIZING) {
      return "";
    }
    var run = object.status().run();
    if (run.progress() != null) {
      return "moving";
    }
    if (run.runningMover() != null) {
      return "starting";
    }
    return run.nextAttemptTime() == null ? "preparing" : "retrying";
  }
}
