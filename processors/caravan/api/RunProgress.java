package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How far a run has come that goes on; what is not known yet is null.
 *
 * @param percent of all bytes
 * @param bytes looked at or restored so far
 * @param totalBytes how many there are
 * @param bytesPerSecond since the run began
 * @param secondsLeft at this pace
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunProgress(
    Integer percent, Long bytes, Long totalBytes, Long bytesPerSecond, Long secondsLeft) {}
