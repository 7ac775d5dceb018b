package caravan.replication;

import caravan.api.HealthReasons;
import caravan.api.ReplicationStatus;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;

/** The condition {@code Healthy} at the end of a pass: whether there is a good and recent run. */
final class Health {
  private Health() {}

  static ReplicationStatus of(Reconciliation pass, boolean isOutOfSync) {
    var status = pass.status();
    var now = pass.now();
    return switch (pass.progress()) {
      case Failed failure -> Conditions.unhealthy(status, failure.health(), failure.message(), now);
      case Waiting(var why, _, var health) when health != null ->
          Conditions.unhealthy(status, health, why, now);
      default -> ofPast(pass, isOutOfSync);
    };
  }

  /** Nothing is wrong in this pass: what came before it counts. */
  private static ReplicationStatus ofPast(Reconciliation pass, boolean isOutOfSync) {
    var status = pass.status();
    if (status.run().failures() > 0) {
      return status;
    }
    if (status.lastSyncTime() == null) {
      return Conditions.undecided(
          status, HealthReasons.PENDING, "No run has ended well yet", pass.now());
    }
    if (isOutOfSync) {
      var message =
          "No run has ended well since "
              + status.lastSyncTime()
              + ", and a whole slot of the schedule was missed";
      return Conditions.unhealthy(status, HealthReasons.OVERDUE, message, pass.now());
    }
    return Conditions.healthy(
        status, HealthReasons.SUCCEEDED, "The last run ended well", pass.now());
  }
}
