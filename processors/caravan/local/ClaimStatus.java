package caravan.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * What is known of a claim.
 *
 * @param phase {@code Bound} or {@code Pending}
 * @param message why it is pending
 * @param boundTime when its volume was first seen, or filled
 * @param filledFrom the image that it was filled from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClaimStatus(String phase, String message, Instant boundTime, String filledFrom) {
  static final ClaimStatus NEW = new ClaimStatus(null, null, null, null);

  static ClaimStatus bound(Instant time, String filledFrom) {
    return new ClaimStatus("Bound", null, time, filledFrom);
  }

  ClaimStatus pending(String why) {
    return new ClaimStatus("Pending", why, boundTime, filledFrom);
  }

  boolean isBound() {
    return "Bound".equals(phase);
  }
}
