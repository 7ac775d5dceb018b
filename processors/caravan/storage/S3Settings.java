package caravan.storage;

import caravan.restic.InvalidInput;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How an S3 store is spoken to.
 *
 * @param storageClass empty for the bucket's own
 * @param listV1 list with the first version of the call, for old servers
 * @param anonymous sign nothing
 * @param checksums send the SHA-256 that a file's name is, for buckets with object lock
 */
record S3Settings(
    String region,
    boolean pathStyle,
    int connections,
    String storageClass,
    boolean listV1,
    boolean anonymous,
    boolean checksums) {
  private static final String DEFAULT_REGION = "us-east-1";
  private static final int DEFAULT_CONNECTIONS = 5;
  private static final Pattern AMAZON_REGION =
      Pattern.compile("s3[.-](?:dualstack\\.)?([a-z]{2}-[a-z-]+-[0-9])\\.amazonaws.*");
  private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");
  private static final Set<String> KNOWN =
      Set.of(
          "s3.region",
          "s3.bucket-lookup",
          "s3.connections",
          "s3.storage-class",
          "s3.list-objects-v1",
          "s3.unsafe-anonymous-auth",
          "s3.retries",
          "s3.checksum");

  static S3Settings from(StoreSettings settings, S3Location location) {
    var options = settings.options();
    for (var name : options.keySet()) {
      if (name.startsWith("s3.") && !KNOWN.contains(name)) {
        throw new InvalidInput("option " + name + " is not supported; known are " + sorted());
      }
    }
    return new S3Settings(
        region(settings, location),
        pathStyle(options.getOrDefault("s3.bucket-lookup", "auto"), location),
        number(options, "s3.connections", DEFAULT_CONNECTIONS),
        options.getOrDefault("s3.storage-class", ""),
        isTrue(options, "s3.list-objects-v1"),
        isTrue(options, "s3.unsafe-anonymous-auth"),
        isTrue(options, "s3.checksum"));
  }

  /** A file that would have to be thawed before it can be read must never be one restic needs. */
  boolean isArchive() {
    return ARCHIVES.contains(storageClass);
  }

  private static String region(StoreSettings settings, S3Location location) {
    var environment = settings.environment();
    var chosen = settings.options().getOrDefault("s3.region", "");
    if (chosen.isEmpty()) {
      chosen = environment.getOrDefault("AWS_DEFAULT_REGION", "");
    }
    if (chosen.isEmpty()) {
      chosen = environment.getOrDefault("AWS_REGION", "");
    }
    var host = AMAZON_REGION.matcher(location.hostWithoutPort());
    if (chosen.isEmpty() && host.matches()) {
      chosen = host.group(1);
    }
    return chosen.isEmpty() ? DEFAULT_REGION : chosen;
  }

  private static boolean pathStyle(String lookup, S3Location location) {
    return switch (lookup) {
      case "path" -> true;
      case "dns" -> false;
      case "auto" -> !location.isAmazon() || location.tls() && location.bucket().indexOf('.') >= 0;
      default -> throw new InvalidInput("s3.bucket-lookup is auto, dns or path, not " + lookup);
    };
  }

  private static int number(Map<String, String> options, String name, int otherwise) {
    var text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new InvalidInput(name + " is a number of at least 1, not " + text);
  }

  private static boolean isTrue(Map<String, String> options, String name) {
    return switch (options.getOrDefault(name, "false")) {
      case "true", "1", "t" -> true;
      case "false", "0", "f" -> false;
      default -> throw new InvalidInput(name + " is true or false, not " + options.get(name));
    };
  }

  private static String sorted() {
    return String.join(", ", KNOWN.stream().sorted().toList());
  }
}
