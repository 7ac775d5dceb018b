package caravan.kubernetes;

import java.time.Duration;
import java.util.Map;

/**
 * What the operator was told about its movers.
 *
 * @param image their image
 * @param constraint OpenShift's security context constraint for privileged ones
 * @param proxies the operator's own proxy variables
 * @param patience how long a pod may take to start where no schedule says when the next is due
 */
public record MoverSettings(
    String image, String constraint, Map<String, String> proxies, Duration patience) {
  public MoverSettings(String image, String constraint, Map<String, String> proxies) {
    this(image, constraint, proxies, Duration.ofHours(1));
  }
}
