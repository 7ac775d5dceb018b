package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * What a source remembers about its repository.
 *
 * @param lastPruned when a prune last ended well
 * @param lastUnlocked the value of {@code spec.restic.unlock} that has been served
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResticStatus(Instant lastPruned, String lastUnlocked) {
  public static final ResticStatus EMPTY = new ResticStatus(null, null);
}
