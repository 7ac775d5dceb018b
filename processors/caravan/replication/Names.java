package caravan.replication;

import caravan.api.Replication;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.zip.CRC32;

/** What the objects of a run are called; the names are contract. */
public final class Names {
  private static final int LONGEST_LABEL = 63;
  private static final DateTimeFormatter IMAGE_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private Names() {}

  /** The point-in-time copy of a source's volume, snapshot and claim alike. */
  public static String sourceCopy(String sourceName) {
    return "volsync-" + sourceName + "-src";
  }

  /** The claim that a destination restores into when it is given none. */
  public static String destinationVolume(String destinationName) {
    return "volsync-" + destinationName + "-dest";
  }

  /** The image of a destination's volume. */
  public static String destinationImage(String volumeName, Instant time, ZoneId zone) {
    return volumeName + "-" + IMAGE_TIME.withZone(zone).format(time);
  }

  /** The mover's cache. */
  public static String cache(Replication object) {
    return prefix(object) + object.name() + "-cache";
  }

  /** The Job; the name of a long object is replaced by its CRC-32. */
  public static String mover(Replication object) {
    var name = prefix(object) + object.name();
    return name.length() <= LONGEST_LABEL ? name : prefix(object) + crc32(object.name());
  }

  /** ServiceAccount, Role and RoleBinding alike. */
  public static String account(Replication object) {
    return prefix(object) + object.name();
  }

  /** The copy of an image pull secret in the mover's namespace. */
  public static String pullSecret(String name) {
    return "volsync-pull-" + crc32(name);
  }

  /** The claim that is filled in the place of a user's claim. */
  public static String primeClaim(String claimUid) {
    return "vs-prime-" + claimUid;
  }

  private static String prefix(Replication object) {
    return object.role().equals("source") ? "volsync-src-" : "volsync-dst-";
  }

  private static String crc32(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }
}
