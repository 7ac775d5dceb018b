package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * When an object is to synchronize.
 *
 * @param schedule cron expression, not looked at while {@code manual} is set; {@code H} in a field
 *     is a value of the object's own that never changes
 * @param manual each new value is one run
 * @param timeZone of the schedule, unless that names one itself
 * @param jitter how much later than its slot a run may start at most, like {@code 10m}; how much it
 *     is never changes for an object
 * @param runOnCreate false to wait for the first slot of the schedule, otherwise the first run
 *     starts at once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trigger(
    String schedule, String manual, String timeZone, String jitter, Boolean runOnCreate) {
  public static final Trigger NONE = new Trigger(null, null, null, null, null);

  public static Trigger ofSchedule(String schedule) {
    return new Trigger(schedule, null, null, null, null);
  }

  public static Trigger ofManual(String manual) {
    return new Trigger(null, manual, null, null, null);
  }
}
