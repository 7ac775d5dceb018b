package caravan.replication;

import caravan.api.ConditionReasons;
import caravan.api.ReplicationStatus;
import caravan.api.Trigger;
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
  static SyncTrigger of(Trigger trigger, ZoneId localZone) {
    if (trigger.manual() != null && !trigger.manual().isEmpty()) {
      return new Manual(trigger.manual());
    }
    if (trigger.schedule() != null && !trigger.schedule().isEmpty()) {
      return new Scheduled(CronSchedule.parse(trigger.schedule(), localZone));
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

  /** By the clock; after a time without the program all missed slots are one run. */
  record Scheduled(CronSchedule schedule) implements SyncTrigger {
    @Override
    public boolean isDue(ReplicationStatus status, Instant now) {
      return status.lastSyncTime() == null
          || next(status).filter(slot -> !slot.isAfter(now)).isPresent();
    }

    @Override
    public Optional<Instant> next(ReplicationStatus status) {
      return Optional.ofNullable(status.lastSyncTime()).flatMap(schedule::next);
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
