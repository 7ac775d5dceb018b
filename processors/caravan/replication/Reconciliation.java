package caravan.replication;

import caravan.api.ImageReference;
import caravan.api.Replication;
import caravan.api.ReplicationStatus;
import java.time.Instant;

/**
 * One pass over one object: the body of every replication route. Immutable; each step returns the
 * next one.
 *
 * @param before the status at the start of the pass
 * @param now the time of the pass
 * @param nudge what besides the trigger asks for a run
 */
public record Reconciliation(
    Replication object,
    ReplicationStatus before,
    Instant now,
    Nudge nudge,
    Progress progress,
    Run run) {

  /** What besides its own trigger and back-off may start an object's run. */
  public enum Nudge {
    NONE,
    /** Something it depends on was changed: an attempt need not wait for its back-off. */
    RETRY,
    /** A claim waits for a newer image than the destination has. */
    DEMAND
  }

  public static Reconciliation of(Replication object, Instant now) {
    return new Reconciliation(object, object.status(), now, Nudge.NONE, Progress.READY, Run.NONE);
  }

  /** Whether the next step may be taken. */
  public boolean isReady() {
    return progress instanceof Progress.Ready;
  }

  /** Whether this pass cannot go on. */
  public boolean isFailed() {
    return progress instanceof Progress.Failed;
  }

  /** Whether the status says anything new. */
  public boolean isChanged() {
    return !status().equals(before);
  }

  /** Whether the pass failed in a way that was not said before. */
  public boolean isNewFailure() {
    return progress instanceof Progress.Failed failure
        && (run.attempted() || !failure.message().equals(before.run().failure()));
  }

  /** Whether a run ended well in this pass. */
  public boolean isCompleted() {
    return isReady() && before.lastSyncStartTime() != null && status().lastSyncStartTime() == null;
  }

  /** Whether the object has something more to do at once, rather than at the next tick. */
  public boolean isUnfinished() {
    return isHoldAnnounced() || isReady() && (isCompleted() || isStarted());
  }

  private boolean isHoldAnnounced() {
    return before.run().heldSince() == null && status().run().heldSince() != null;
  }

  /** Whether a run starts with this pass; without a trigger the next one waits for a tick. */
  private boolean isStarted() {
    boolean starts = before.lastSyncStartTime() == null && status().lastSyncStartTime() != null;
    var trigger = object.trigger();
    boolean always = trigger.manual() == null && trigger.schedule() == null;
    return starts && (!always || before.lastSyncTime() == null);
  }

  public ReplicationStatus status() {
    return object.status();
  }

  public Reconciliation nudged(Nudge newNudge) {
    return new Reconciliation(object, before, now, newNudge, progress, run);
  }

  public Reconciliation with(Progress newProgress) {
    return new Reconciliation(object, before, now, nudge, newProgress, run);
  }

  public Reconciliation withStatus(ReplicationStatus status) {
    return new Reconciliation(object.withStatus(status), before, now, nudge, progress, run);
  }

  /** From here on a failure is a failed attempt of the run. */
  public Reconciliation attempting() {
    return with(run.attempting());
  }

  /** The attempt has a mover of its own process already. */
  public Reconciliation underWay() {
    return with(run.nowUnderWay());
  }

  public Reconciliation withVolume(String volume) {
    return with(run.withVolume(volume));
  }

  /** The next step begins a copy of the volume, or the reading of the volume itself. */
  public Reconciliation due() {
    return with(run.with(Run.Reading.DUE));
  }

  /** What writes to the volume may go on. */
  public Reconciliation copied() {
    return with(run.with(Run.Reading.COPIED));
  }

  /** The mover reads the volume itself: what writes to it is released only after the run. */
  public Reconciliation withLivingVolume(String volume) {
    return with(run.withVolume(volume).with(Run.Reading.LIVING));
  }

  public Reconciliation withCache(String cache) {
    return with(run.withCache(cache));
  }

  public Reconciliation withOutcome(Outcome outcome) {
    return with(run.withOutcome(outcome));
  }

  public Reconciliation withImage(ImageReference image) {
    return with(run.withImage(image));
  }

  Reconciliation with(Run newRun) {
    return new Reconciliation(object, before, now, nudge, progress, newRun);
  }
}
