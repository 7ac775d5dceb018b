package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * When an object is to synchronize.
 *
 * @param schedule cron expression, not looked at while {@code manual} is set
 * @param manual each new value is one run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trigger(String schedule, String manual) {
  public static final Trigger NONE = new Trigger(null, null);
}
