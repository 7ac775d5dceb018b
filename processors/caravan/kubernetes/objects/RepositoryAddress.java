package caravan.kubernetes.objects;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/** The kind of place that a {@code RESTIC_REPOSITORY} names. */
public sealed interface RepositoryAddress {
  /** A bucket behind S3's protocol. */
  record S3() implements RepositoryAddress {}

  /** A folder in the mover's pod, such as a mover volume at {@code /mnt/repo}. */
  record Folder() implements RepositoryAddress {}

  /** A place that is not served; the reason holds no part of the address but its kind. */
  record Refused(String reason) implements RepositoryAddress {}

  /** The kinds that restic knows and this program does not serve. */
  Set<String> NOT_SERVED = Set.of("rest", "sftp", "azure", "gs", "b2", "swift", "rclone");

  /** An address may hold a password, so no answer repeats it. */
  static RepositoryAddress of(String address) {
    if (address.isBlank()) {
      return new Refused("RESTIC_REPOSITORY is empty; set it to s3:... or to a path");
    }
    int colon = address.indexOf(':');
    if (colon < 0 || isPath(address)) {
      return new Folder();
    }
    var kind = address.substring(0, colon);
    return switch (kind) {
      case "s3" -> new S3();
      case "local" -> new Folder();
      default -> new Refused(refusal(kind));
    };
  }

  private static boolean isPath(String address) {
    return address.startsWith("/") || address.startsWith("./") || address.startsWith("../");
  }

  private static String refusal(String kind) {
    return NOT_SERVED.contains(kind)
        ? "repositories of the kind " + kind + ": are not served; use s3:... or a path"
        : "RESTIC_REPOSITORY is of no known kind; use s3:... or, for a folder, local:...";
  }

  /** The same for the same repository, and nothing of the address can be read from it. */
  static String fingerprint(String address) {
    var id = UUID.nameUUIDFromBytes(address.replaceAll("/+$", "").getBytes(StandardCharsets.UTF_8));
    return id.toString();
  }
}
