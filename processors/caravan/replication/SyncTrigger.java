package caravan.replication;

import caravan.api.ConditionReasons;
import caravan.api.Replication;
import caravan.api.ReplicationStatus;
import caravan.api.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What starts the runs of an object: a manual value wins over a schedule, and that over nothing.
 */
sealed interface SyncTrigger {

  /**
   * @param localZone the zone of a schedule that names none
   * @throws InvalidSchedule when the schedule is the trigger and cannot be kept
   */
  static SyncTrigger of(Replication object, ZoneId localZone) {
    var trigger = object.trigger();
    if (trigger.manual() != null && !trigger.manual().isEmpty()) {
      return new Manual(trigger.manual());
    }
    if (trigger.schedule() != null && !trigger.schedule().isEmpty()) {
      return Scheduled.of(object, localZone);
    }
    return new Always();
  }

  /** Whether a run is to start now. */
  boolean isDue(ReplicationStatus status, Instant now);

  /** When the next run starts by itself, reckoned from the end of the last one. */
  Optional<Instant> next(ReplicationStatus status);

  /** Whether a whole slot has gone by without a run. */
  boolean hasMissedSlot(ReplicationStatus status, Instant now);

  /** The reason an idle object waits for. */
  String idleReason();

  /** Each value is one run. */
  record Manual(String value) implements SyncTrigger {
    @Override
    public boolean isDue(ReplicationStatus status, Instant now) {
      return !value.equals(status.lastManualSync());
    }

    @Override
    public Optional<Instant> next(ReplicationStatus status) {
      return Optional.empty();
    }

    @Override
    public boolean hasMissedSlot(ReplicationStatus status, Instant now) {
      return false;
    }

    @Override
    public String idleReason() {
      return ConditionReasons.WAITING_FOR_MANUAL;
    }
  }

  /**
   * By the clock; after a time without the program all missed slots are one run.
   *
   * @param after the first run waits for the first slot after this; null for a first run at once
   */
  record Scheduled(CronSchedule schedule, Instant after) implements SyncTrigger {
    private static Scheduled of(Replication object, ZoneId localZone) {
      var trigger = object.trigger();
      var own = new OwnValue(object.key().toString());
      var zone =
          trigger.timeZone() == null ? localZone : CronSchedule.zone(trigger.timeZone(), localZone);
      var schedule = CronSchedule.parse(trigger.schedule(), zone, own);
      boolean waits = Boolean.FALSE.equals(trigger.runOnCreate());
      return new Scheduled(delayed(schedule, trigger, own), waits ? object.createdAt() : null);
    }

    private static CronSchedule delayed(CronSchedule schedule, Trigger trigger, OwnValue own) {
      if (trigger.jitter() == null || trigger.jitter().isBlank()) {
        return schedule;
      }
      try {
        long most = DurationText.parse(trigger.jitter()).toSeconds();
        return most < 1
            ? schedule
            : new CronSchedule.Later(schedule, Duration.ofSeconds(own.below(most, "jitter")));
      } catch (IllegalArgumentException e) {
        throw new InvalidSchedule("jitter \"" + trigger.jitter() + "\": " + e.getMessage());
      }
    }

    @Override
    public boolean isDue(ReplicationStatus status, Instant now) {
      return since(status) == null || next(status).filter(slot -> !slot.isAfter(now)).isPresent();
    }

    @Override
    public Optional<Instant> next(ReplicationStatus status) {
      return Optional.ofNullable(since(status)).flatMap(schedule::next);
    }

    private Instant since(ReplicationStatus status) {
      return status.lastSyncTime() == null ? after : status.lastSyncTime();
    }

    @Override
    public boolean hasMissedSlot(ReplicationStatus status, Instant now) {
      return next(status).flatMap(schedule::next).filter(slot -> slot.isBefore(now)).isPresent();
    }

    @Override
    public String idleReason() {
      return ConditionReasons.WAITING_FOR_SCHEDULE;
    }
  }

  /** Again as soon as the last run has ended. */
  record Always() implements SyncTrigger {
    @Override
    public boolean isDue(ReplicationStatus status, Instant now) {
      return true;
    }

    @Override
    public Optional<Instant> next(ReplicationStatus status) {
      return Optional.empty();
    }

    @Override
    public boolean hasMissedSlot(ReplicationStatus status, Instant now) {
      return false;
    }

    @Override
    public String idleReason() {
      return ConditionReasons.CLEANING_UP;
    }
  }
}
