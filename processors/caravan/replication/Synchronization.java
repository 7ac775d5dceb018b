package caravan.replication;

import caravan.api.ConditionReasons;
import caravan.api.MoverStatus;
import caravan.api.Replication;
import caravan.api.ReplicationSource;
import caravan.api.ReplicationStatus;
import caravan.api.ResticStatus;
import caravan.api.RunStatus;
import caravan.api.RunStatusEdit;
import caravan.replication.Progress.Again;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Ready;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation.Nudge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The state machine of sources and destinations: each method is one step of a replication route,
 * takes the pass and returns it with the next status. A pass that is not ready is left as it is.
 */
public final class Synchronization {
  private static final String IN_PROGRESS = "Synchronization in-progress";
  private static final String UNPAUSE = "no run starts until spec.paused is false";

  private final Clock clock;
  private final SyncMetrics metrics;
  private final Validation validation;

  /** The clock's zone is that of the schedules that name none. */
  public Synchronization(Clock clock, SyncMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
    this.validation = new Validation(clock.getZone());
  }

  /** Looks at what the object asks for; the first thing that is wrong fails the pass. */
  public Reconciliation validate(Reconciliation pass) {
    if (!pass.isReady()) {
      return pass;
    }
    var seen = seen(pass);
    return validation.fault(seen.object(), seen.now()).map(seen::with).orElse(seen);
  }

  /** Whatever is said in this pass is about the spec as it is now. */
  private static Reconciliation seen(Reconciliation pass) {
    var generation = pass.object().generation();
    return pass.withStatus(pass.status().edit().observedGeneration(generation).build());
  }

  /** The route that serves the object now. */
  public String state(Reconciliation pass) {
    return SyncState.of(pass.object()).route();
  }

  /** Starts a run when one is due; what there is to clean up has been cleaned up. */
  public Reconciliation settle(Reconciliation pass) {
    if (!pass.isReady()) {
      return pass;
    }
    var object = pass.object();
    var trigger = trigger(object);
    var status = withoutFailure(object.status()).edit().nextSyncTime(nextSlot(object)).build();
    if (object.isPaused()) {
      return pass.withStatus(
          Conditions.idle(status, trigger.idleReason(), "Paused; " + UNPAUSE, pass.now()));
    }
    boolean due = trigger.isDue(status, pass.now());
    if (!due && pass.nudge() != Nudge.DEMAND) {
      return pass.withStatus(idle(status, trigger, pass.now()));
    }
    var started = status.edit().lastSyncStartTime(seconds(pass.now())).build();
    return pass.withStatus(Conditions.inProgress(started, IN_PROGRESS, pass.now()));
  }

  /** Lets a run go on, or says until when it waits; what it is to do is decided here, once. */
  public Reconciliation admit(Reconciliation pass) {
    if (!pass.isReady()) {
      return pass;
    }
    if (pass.run().underWay()) {
      return pass;
    }
    if (pass.object().isPaused()) {
      return pass.with(new Waiting("paused; " + UNPAUSE, null));
    }
    var attempt = pass.status().run().nextAttemptTime();
    if (attempt != null && attempt.isAfter(pass.now()) && pass.nudge() != Nudge.RETRY) {
      return pass.with(new Waiting("the last attempt failed, the next is at " + attempt, attempt));
    }
    return pass.object() instanceof ReplicationSource source
        ? pass.with(run(source, pass.now()))
        : pass;
  }

  private static Run run(ReplicationSource source, Instant now) {
    return Run.of(
        PruneSchedule.isDue(source, now), CheckSchedule.isDue(source, now), unlocks(source));
  }

  /** The run ended well: its times, its results and what it leaves to clean up. */
  public Reconciliation complete(Reconciliation pass) {
    if (!pass.isReady() || pass.run().outcome() == null) {
      return pass;
    }
    var now = clock.instant();
    var object = pass.object();
    var duration = took(object.status().lastSyncStartTime(), now);
    if (trigger(object).hasMissedSlot(object.status(), now)) {
      metrics.missedInterval(object);
    }
    var done = object.withStatus(ended(pass, seconds(now), duration));
    metrics.completed(done, duration);
    metrics.removedLocks(done, pass.before().run().deadLocks().size());
    return pass.withStatus(done.status());
  }

  /** Who began it may have had another clock. */
  private static Duration took(Instant start, Instant end) {
    return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
  }

  private ReplicationStatus ended(Reconciliation pass, Instant now, Duration duration) {
    var outcome = pass.run().outcome();
    var figures = outcome.figures();
    var edit =
        pass.status()
            .edit()
            .lastSyncTime(now)
            .lastSyncStartTime(null)
            .lastSyncDuration(DurationText.of(duration))
            .lastManualSync(pass.object().trigger().manual())
            .latestMoverStatus(new MoverStatus(MoverStatus.SUCCESSFUL, outcome.logs()))
            .restic(restic(pass, now))
            .run(
                pass.status()
                    .run()
                    .edit()
                    .succeeded()
                    .snapshot(outcome.snapshot())
                    .counted(figures.files(), figures.bytes())
                    .stored(figures.addedBytes(), figures.storedBytes())
                    .took(figures.seconds(), figures.peakMemoryBytes())
                    .unreadable(outcome.unreadable().count(), outcome.unreadable().first())
                    .shrunkFrom(outcome.shrunkFrom())
                    .checked(outcome.checked() ? now : pass.status().run().lastChecked())
                    .build());
    if (pass.run().image() != null) {
      edit.latestImage(pass.run().image());
    }
    var status = edit.build();
    var next = nextSlot(pass.object().withStatus(status));
    return Conditions.idle(
        status.edit().nextSyncTime(next).build(), ConditionReasons.CLEANING_UP, "Cleaning up", now);
  }

  private static ResticStatus restic(Reconciliation pass, Instant now) {
    if (!(pass.object() instanceof ReplicationSource source)) {
      return null;
    }
    var before = pass.status().restic() == null ? ResticStatus.EMPTY : pass.status().restic();
    return new ResticStatus(
        pass.run().outcome().pruned() ? now : before.lastPruned(), source.restic().unlock());
  }

  /** Says in the status how the pass ended, whatever happened in it. */
  public Reconciliation conclude(Reconciliation pass) {
    if (pass.progress() instanceof Again) {
      return pass.withStatus(pass.before());
    }
    var seen = seen(pass);
    var concluded =
        switch (seen.progress()) {
          case Ready _, Again _ -> seen;
          case Waiting waiting -> seen.withStatus(waiting(seen, waiting));
          case Failed failure -> seen.withStatus(failed(seen, failure));
        };
    boolean isOutOfSync = isOutOfSync(concluded);
    var judged = concluded.withStatus(Health.of(concluded, isOutOfSync));
    metrics.observed(judged.object(), isOutOfSync);
    return judged;
  }

  /** While the mover runs the message is the one that everybody knows. */
  private static ReplicationStatus waiting(Reconciliation pass, Waiting waiting) {
    var message = pass.run().underWay() ? IN_PROGRESS : "Waiting: " + waiting.why();
    return Conditions.inProgress(pass.status(), message, pass.now());
  }

  /** A failed run is one more failed attempt; something wrong with the object is not. */
  private ReplicationStatus failed(Reconciliation pass, Failed failure) {
    var now = clock.instant();
    var said = pass.status().run().edit().because(failure.message()).build();
    var status = Conditions.error(pass.status().edit().run(said).build(), failure.message(), now);
    if (!pass.run().attempted()) {
      return status;
    }
    var outcome = pass.run().outcome();
    var slot = schedule(pass.object()).flatMap(trigger -> trigger.schedule().next(now));
    var attempt =
        pass.before().run().deadLocks().containsAll(status.run().deadLocks())
            ? RetryPolicy.nextAttempt(status.run().failures() + 1, now, slot)
            : now;
    var logs = outcome == null || outcome.logs().isBlank() ? failure.message() : outcome.logs();
    return status
        .edit()
        .nextSyncTime(slot.orElse(null))
        .latestMoverStatus(new MoverStatus(MoverStatus.FAILED, logs))
        .run(failed(status.run(), outcome).failed(seconds(attempt)).build())
        .build();
  }

  /** The numbers of the last good run stay, but for what this mover took and could not read. */
  private static RunStatusEdit failed(RunStatus run, Outcome outcome) {
    if (outcome == null) {
      return run.edit().unreadable(0, List.of());
    }
    var figures = outcome.figures();
    return run.edit()
        .took(figures.seconds(), figures.peakMemoryBytes())
        .unreadable(outcome.unreadable().count(), outcome.unreadable().first());
  }

  private boolean isOutOfSync(Reconciliation pass) {
    var status = pass.status();
    return status.lastSyncTime() == null
        || schedule(pass.object())
            .filter(trigger -> trigger.hasMissedSlot(status, clock.instant()))
            .isPresent();
  }

  private static ReplicationStatus idle(
      ReplicationStatus status, SyncTrigger trigger, Instant now) {
    var message =
        trigger instanceof SyncTrigger.Manual
            ? "Waiting for manual trigger"
            : "Waiting for next scheduled synchronization";
    return Conditions.idle(status, trigger.idleReason(), message, now);
  }

  private static ReplicationStatus withoutFailure(ReplicationStatus status) {
    return status.run().failure() == null
        ? status
        : status.edit().run(status.run().edit().because(null).build()).build();
  }

  private static boolean unlocks(ReplicationSource source) {
    var unlock = source.restic().unlock();
    var restic = source.status().restic();
    return unlock != null
        && !unlock.isEmpty()
        && !unlock.equals(restic == null ? null : restic.lastUnlocked());
  }

  private Instant nextSlot(Replication object) {
    return trigger(object).next(object.status()).orElse(null);
  }

  /** Empty as well when the schedule is one nobody can keep. */
  private Optional<SyncTrigger.Scheduled> schedule(Replication object) {
    try {
      return trigger(object) instanceof SyncTrigger.Scheduled scheduled
          ? Optional.of(scheduled)
          : Optional.empty();
    } catch (InvalidSchedule _) {
      return Optional.empty();
    }
  }

  private SyncTrigger trigger(Replication object) {
    return SyncTrigger.of(object, clock.getZone());
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
