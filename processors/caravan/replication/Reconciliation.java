package caravan.replication;

import caravan.api.ImageReference;
import caravan.api.Replication;
import caravan.api.ReplicationStatus;
import java.time.Instant;

/**
 * One pass over one object: the body of every replication route. Immutable; each step returns the
 * next one.
 *
 * @param now the time of this pass
 * @param nudge what besides the trigger asks for a run
 */
public record Reconciliation(
    Replication object, Instant now, Nudge nudge, Progress progress, Run run) {

  /** What besides its own trigger and back-off may start an object's run. */
  public enum Nudge {
    NONE,
    /** Something it depends on was changed: an attempt need not wait for its back-off. */
    RETRY,
    /** A claim waits for a newer image than the destination has. */
    DEMAND
  }

  public static Reconciliation of(Replication object, Instant now) {
    return new Reconciliation(object, now, Nudge.NONE, Progress.READY, Run.NONE);
  }

  /** Whether the next step may be taken. */
  public boolean isReady() {
    return progress instanceof Progress.Ready;
  }

  /** Whether this pass cannot go on. */
  public boolean isFailed() {
    return progress instanceof Progress.Failed;
  }

  public ReplicationStatus status() {
    return object.status();
  }

  public Reconciliation nudged(Nudge newNudge) {
    return new Reconciliation(object, now, newNudge, progress, run);
  }

  public Reconciliation with(Progress newProgress) {
    return new Reconciliation(object, now, nudge, newProgress, run);
  }

  public Reconciliation withStatus(ReplicationStatus status) {
    return new Reconciliation(object.withStatus(status), now, nudge, progress, run);
  }

  public Reconciliation withVolume(String volume) {
    return with(
        new Run(volume, run.cache(), run.prune(), run.unlock(), run.outcome(), run.image()));
  }

  public Reconciliation withCache(String cache) {
    return with(
        new Run(run.volume(), cache, run.prune(), run.unlock(), run.outcome(), run.image()));
  }

  public Reconciliation withOutcome(Outcome outcome) {
    return with(
        new Run(run.volume(), run.cache(), run.prune(), run.unlock(), outcome, run.image()));
  }

  public Reconciliation withImage(ImageReference image) {
    return with(
        new Run(run.volume(), run.cache(), run.prune(), run.unlock(), run.outcome(), image));
  }

  Reconciliation with(Run newRun) {
    return new Reconciliation(object, now, nudge, progress, newRun);
  }
}
