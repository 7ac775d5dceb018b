package caravan.replication;

import caravan.api.Condition;
import caravan.api.ConditionReasons;
import caravan.api.ReplicationStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of an object, set in its status: {@code Synchronizing} and {@code Healthy}. */
final class Conditions {
  private static final String TRUE = "True";
  private static final String FALSE = "False";
  private static final String UNKNOWN = "Unknown";

  private Conditions() {}

  static ReplicationStatus inProgress(ReplicationStatus status, String message, Instant now) {
    return synchronizing(status, TRUE, ConditionReasons.SYNC_IN_PROGRESS, message, now);
  }

  static ReplicationStatus idle(
      ReplicationStatus status, String reason, String message, Instant now) {
    return synchronizing(status, FALSE, reason, message, now);
  }

  static ReplicationStatus error(ReplicationStatus status, String message, Instant now) {
    return synchronizing(status, FALSE, ConditionReasons.ERROR, message, now);
  }

  static ReplicationStatus healthy(
      ReplicationStatus status, String reason, String message, Instant now) {
    return set(status, new Condition(ConditionReasons.HEALTHY, TRUE, null, now, reason, message));
  }

  static ReplicationStatus unhealthy(
      ReplicationStatus status, String reason, String message, Instant now) {
    return set(status, new Condition(ConditionReasons.HEALTHY, FALSE, null, now, reason, message));
  }

  /** Neither good nor bad so far. */
  static ReplicationStatus undecided(
      ReplicationStatus status, String reason, String message, Instant now) {
    return set(
        status, new Condition(ConditionReasons.HEALTHY, UNKNOWN, null, now, reason, message));
  }

  /** The present reason of {@code Synchronizing}, empty when there is none. */
  static String reason(ReplicationStatus status) {
    return find(status, ConditionReasons.SYNCHRONIZING).map(Condition::reason).orElse("");
  }

  /** The present message of {@code Synchronizing}, empty when there is none. */
  static String message(ReplicationStatus status) {
    return find(status, ConditionReasons.SYNCHRONIZING).map(Condition::message).orElse("");
  }

  /** What is wrong with the object, empty when nothing is known to be. */
  static String trouble(ReplicationStatus status) {
    return find(status, ConditionReasons.HEALTHY)
        .filter(condition -> condition.status().equals(FALSE))
        .map(Condition::message)
        .orElse("");
  }

  private static Optional<Condition> find(ReplicationStatus status, String type) {
    return all(status).stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  private static ReplicationStatus synchronizing(
      ReplicationStatus status, String value, String reason, String message, Instant now) {
    return set(
        status, new Condition(ConditionReasons.SYNCHRONIZING, value, null, now, reason, message));
  }

  /** The time of a condition whose status stays is kept: it says since when. */
  private static ReplicationStatus set(ReplicationStatus status, Condition condition) {
    var conditions = new ArrayList<>(all(status));
    var old = find(status, condition.type());
    conditions.removeIf(other -> other.type().equals(condition.type()));
    var since =
        old.filter(before -> before.status().equals(condition.status()))
            .map(Condition::lastTransitionTime)
            .orElse(condition.lastTransitionTime().truncatedTo(ChronoUnit.SECONDS));
    conditions.add(
        new Condition(
            condition.type(),
            condition.status(),
            status.observedGeneration(),
            since,
            condition.reason(),
            condition.message()));
    conditions.sort((a, b) -> b.type().compareTo(a.type()));
    return status.edit().conditions(List.copyOf(conditions)).build();
  }

  private static List<Condition> all(ReplicationStatus status) {
    return status.conditions() == null ? List.of() : status.conditions();
  }
}
