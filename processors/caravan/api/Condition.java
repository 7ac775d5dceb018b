package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * One line of an object's state for people and for {@code kubectl wait}.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param lastTransitionTime when {@code status} last changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    String type,
    String status,
    Long observedGeneration,
    Instant lastTransitionTime,
    String reason,
    String message) {}
