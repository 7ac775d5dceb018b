package caravan.storage;

import caravan.restic.InvalidInput;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;

/**
 * Where on which S3 server a repository lies; the prefix is empty or ends without a slash.
 *
 * @param text the address as the user gave it
 * @param host with its port, if one was given
 */
record S3Location(String text, boolean tls, String host, String bucket, String prefix) {
  private static final String FORMS =
      "expected s3:https://HOST/BUCKET/PREFIX (the scheme and the prefix may be left out)";
  private static final List<String> AMAZON = List.of(".amazonaws.com", ".amazonaws.com.cn");

  /** Reads {@code s3:HOST/BUCKET/PREFIX}, {@code s3://...}, {@code s3:http://...}, and so on. */
  static S3Location parse(String address) {
    if (!address.startsWith("s3:")) {
      throw new InvalidInput("not an S3 address: " + address + "; " + FORMS);
    }
    var rest = address.substring("s3:".length());
    boolean tls = !rest.startsWith("http://");
    for (var scheme : List.of("http://", "https://", "//")) {
      if (rest.startsWith(scheme)) {
        rest = rest.substring(scheme.length());
        break;
      }
    }
    var parts = rest.split("/", 3);
    if (parts[0].contains("@")) {
      throw new InvalidInput(
          "an S3 address holds no keys: give them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new InvalidInput("the S3 address " + address + " names no bucket; " + FORMS);
    }
    var prefix = parts.length == 3 ? clean(parts[2]) : "";
    return new S3Location(address, tls, parts[0].toLowerCase(Locale.ROOT), parts[1], prefix);
  }

  /** The object of a repository's file. */
  String key(String path) {
    return keyPrefix() + path;
  }

  /** What every object's name begins with. */
  String keyPrefix() {
    return prefix.isEmpty() ? "" : prefix + "/";
  }

  String endpoint() {
    return (tls ? "https://" : "http://") + host;
  }

  String hostWithoutPort() {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
  }

  boolean isAmazon() {
    return AMAZON.stream().anyMatch(hostWithoutPort()::endsWith);
  }

  /** As a path is cleaned: no empty parts, {@code .} and {@code ..} worked out. */
  private static String clean(String path) {
    var parts = new ArrayDeque<String>();
    for (var part : path.split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  @Override
  public String toString() {
    return text;
  }
}
