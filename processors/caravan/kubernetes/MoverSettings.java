package caravan.kubernetes;

import java.util.List;
import java.util.Map;

/**
 * What the operator was told about its movers.
 *
 * @param image their image
 * @param constraint OpenShift's security context constraint for privileged ones
 * @param proxies the operator's own proxy variables
 * @param pullSecrets what their image is pulled with
 */
public record MoverSettings(
    String image, String constraint, Map<String, String> proxies, PullSecrets pullSecrets) {

  /** Settings of movers whose image is pulled without a Secret. */
  public MoverSettings(String image, String constraint, Map<String, String> proxies) {
    this(image, constraint, proxies, PullSecrets.NONE);
  }

  /**
   * Secrets of one namespace, by name.
   *
   * @param namespace the operator's own
   */
  public record PullSecrets(String namespace, List<String> names) {
    static final PullSecrets NONE = new PullSecrets("", List.of());
  }
}
