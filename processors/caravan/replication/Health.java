package caravan.replication;

import caravan.api.Annotations;
import caravan.api.HealthReasons;
import caravan.api.ReplicationStatus;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;

/** The condition {@code Healthy} at the end of a pass: whether there is a good and recent run. */
final class Health {
  private static final int SHORT_ID = 8;

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
    return status.run().shrunkFrom() == null
        ? Conditions.healthy(status, HealthReasons.SUCCEEDED, "The last run ended well", pass.now())
        : Conditions.unhealthy(
            status, HealthReasons.SOURCE_SHRUNK, shrunk(status.run().shrunkFrom()), pass.now());
  }

  private static String shrunk(String snapshot) {
    var id = snapshot.substring(0, Math.min(SHORT_ID, snapshot.length()));
    return "The volume has lost nearly everything that snapshot "
        + id
        + " has, so no snapshot is forgotten; restore it, or accept it with the annotation "
        + Annotations.ACCEPT_SHRUNK
        + "="
        + id;
  }
}
