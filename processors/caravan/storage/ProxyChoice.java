package caravan.storage;

import caravan.restic.InvalidInput;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The proxy that the usual variables name for a host. */
final class ProxyChoice {
  private ProxyChoice() {}

  /** From {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in either case. */
  static Optional<URI> of(Map<String, String> environment, boolean tls, String host) {
    var proxy = either(environment, tls ? "HTTPS_PROXY" : "HTTP_PROXY");
    if (proxy.isEmpty() || isDirect(either(environment, "NO_PROXY"), host)) {
      return Optional.empty();
    }
    try {
      return Optional.of(URI.create(proxy.contains("://") ? proxy : "http://" + proxy));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("the proxy's address in the environment is not a URL", e);
    }
  }

  private static boolean isDirect(String noProxy, String host) {
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      return true;
    }
    for (var entry : noProxy.split(",")) {
      var name = entry.strip().replaceFirst(":[0-9]+$", "").replaceFirst("^\\*?\\.", "");
      if (entry.strip().equals("*")
          || !name.isEmpty() && (host.equals(name) || host.endsWith("." + name))
          || isInRange(host, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an IPv4 address lies in a range such as {@code 10.0.0.0/8}. */
  private static boolean isInRange(String host, String range) {
    int slash = range.indexOf('/');
    if (slash < 0) {
      return false;
    }
    long address = ipv4(host);
    long network = ipv4(range.substring(0, slash));
    var bits = range.substring(slash + 1);
    if (address < 0 || network < 0 || !bits.matches("[0-9]|[12][0-9]|3[0-2]")) {
      return false;
    }
    int shift = Integer.SIZE - Integer.parseInt(bits);
    return address >>> shift == network >>> shift;
  }

  private static long ipv4(String text) {
    if (!text.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}")) {
      return -1;
    }
    long address = 0;
    for (var part : text.split("\\.")) {
      address = address << 8 | Integer.parseInt(part);
    }
    return address;
  }

  private static String either(Map<String, String> environment, String name) {
    var lower = environment.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    return lower.isEmpty() ? environment.getOrDefault(name, "") : lower;
  }
}
