package caravan.kubernetes;

import java.util.Map;

/**
 * What the operator was told about its movers.
 *
 * @param image their image
 * @param constraint OpenShift's security context constraint for privileged ones
 * @param proxies the operator's own proxy variables
 */
public record MoverSettings(String image, String constraint, Map<String, String> proxies) {}
