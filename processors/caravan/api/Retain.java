package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Which snapshots are kept.
 *
 * @param within restic's duration, e.g. {@code 10d}
 * @param last a number, which the contract has as text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Retain(
    Integer hourly,
    Integer daily,
    Integer weekly,
    Integer monthly,
    Integer yearly,
    String within,
    String last) {}
