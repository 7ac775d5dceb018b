package caravan.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the operator was told about its movers.
 *
 * @param image their image
 * @param constraint OpenShift's security context constraint for privileged ones
 * @param proxies the operator's own proxy variables
 * @param pullSecrets what their image is pulled with
 * @param patience how long a pod may take to start where no schedule says when the next is due
 */
public record MoverSettings(
    String image,
    String constraint,
    Map<String, String> proxies,
    PullSecrets pullSecrets,
    Duration patience) {
  private static final Duration USUAL_PATIENCE = Duration.ofHours(1);

  public MoverSettings(
      String image, String constraint, Map<String, String> proxies, PullSecrets pullSecrets) {
    this(image, constraint, proxies, pullSecrets, USUAL_PATIENCE);
  }

  /**
   * Secrets of one namespace, by name.
   *
   * @param namespace the operator's own
   */
  public record PullSecrets(String namespace, List<String> names) {
    public static final PullSecrets NONE = new PullSecrets("", List.of());
  }
}
