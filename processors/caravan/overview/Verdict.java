package caravan.overview;

import caravan.api.Condition;
import caravan.api.ConditionReasons;
import caravan.api.HealthReasons;
import caravan.api.Replication;
import caravan.replication.Overdue;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * How an object is, in a word and in a sentence. It is reckoned from what was written last, and
 * holds as well when no operator runs.
 *
 * @param isWrong whether somebody must do something
 */
record Verdict(boolean isWrong, String word, String sentence) {
  private static final Verdict UNSEEN =
      new Verdict(
          true,
          "Unseen",
          "no operator has looked at it; see that one runs: kubectl get pods -A -l"
              + " control-plane=volsync-controller");

  /** The clock's zone is that of the schedules that name none. */
  static Verdict of(Replication object, Clock clock) {
    var healthy = healthy(object);
    if (healthy.isEmpty()) {
      return UNSEEN;
    }
    var condition = healthy.get();
    if (condition.status().equals("False")) {
      return new Verdict(true, condition.reason(), condition.message());
    }
    if (object.isPaused()) {
      return new Verdict(false, "Paused", "spec.paused is true");
    }
    if (Overdue.isOverdue(object, clock)) {
      return new Verdict(
          true,
          HealthReasons.OVERDUE,
          "its schedule expected a good run that did not come, and nothing says why; see that the"
              + " operator runs");
    }
    boolean isGood = condition.status().equals("True");
    return new Verdict(false, isGood ? "ok" : condition.reason(), condition.message());
  }

  private static Optional<Condition> healthy(Replication object) {
    var conditions = Optional.ofNullable(object.status().conditions()).orElse(List.<Condition>of());
    return conditions.stream().filter(it -> it.type().equals(ConditionReasons.HEALTHY)).findFirst();
  }
}
