package caravan.replication;

import caravan.api.Condition;
import caravan.api.ConditionReasons;
import caravan.api.ReplicationStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one condition of an object, {@code Synchronizing}, set in its status. */
final class Conditions {
  private static final String TRUE = "True";
  private static final String FALSE = "False";

  private Conditions() {}

  static ReplicationStatus inProgress(ReplicationStatus status, String message, Instant now) {
    return set(status, condition(TRUE, ConditionReasons.SYNC_IN_PROGRESS, message, now));
  }

  static ReplicationStatus idle(
      ReplicationStatus status, String reason, String message, Instant now) {
    return set(status, condition(FALSE, reason, message, now));
  }

  static ReplicationStatus error(ReplicationStatus status, String message, Instant now) {
    return set(status, condition(FALSE, ConditionReasons.ERROR, message, now));
  }

  /** The present reason, empty when there is none. */
  static String reason(ReplicationStatus status) {
    return ours(status).map(Condition::reason).orElse("");
  }

  /** The present message, empty when there is none. */
  static String message(ReplicationStatus status) {
    return ours(status).map(Condition::message).orElse("");
  }

  private static Optional<Condition> ours(ReplicationStatus status) {
    return all(status).stream().filter(Conditions::isOurs).findFirst();
  }

  private static Condition condition(String status, String reason, String message, Instant now) {
    return new Condition(ConditionReasons.SYNCHRONIZING, status, null, now, reason, message);
  }

  /** The time of a condition whose status stays is kept: it says since when. */
  private static ReplicationStatus set(ReplicationStatus status, Condition condition) {
    var conditions = new ArrayList<>(all(status));
    var old = ours(status);
    conditions.removeIf(Conditions::isOurs);
    var since =
        old.filter(before -> before.status().equals(condition.status()))
            .map(Condition::lastTransitionTime)
            .orElse(condition.lastTransitionTime().truncatedTo(ChronoUnit.SECONDS));
    conditions.add(
        new Condition(
            condition.type(),
            condition.status(),
            condition.observedGeneration(),
            since,
            condition.reason(),
            condition.message()));
    return status.edit().conditions(List.copyOf(conditions)).build();
  }

  private static boolean isOurs(Condition condition) {
    return ConditionReasons.SYNCHRONIZING.equals(condition.type());
  }

  private static List<Condition> all(ReplicationStatus status) {
    return status.conditions() == null ? List.of() : status.conditions();
  }
}
