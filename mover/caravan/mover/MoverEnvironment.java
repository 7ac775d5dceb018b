package caravan.mover;

import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.checker.ReadDataSubset;
import caravan.restic.forget.ForgetPolicy;
import caravan.restic.repository.Compression;
import caravan.restic.repository.OpenOptions;
import caravan.restic.repository.Password;
import caravan.restic.snapshot.SnapshotReference;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A mover's settings: the one place that knows VolSync's variables.
 *
 * @param dataFolder the volume
 * @param exclude what is not backed up
 * @param acceptShrunk the beginning of the id of a snapshot that a smaller volume need not be like
 * @param restoreAsOf take no snapshot younger than this, null for any
 * @param selectPrevious how many eligible snapshots to pass over
 * @param snapshot restore the one whose id begins like this, whatever the two say; null to choose
 * @param needsSnapshot whether a restore with nothing to choose from fails
 * @param deletes whether a restore removes what the snapshot does not have
 * @param clearLocks locks whose owners are proven dead
 * @param refusesLocks whether a lock that will be in the way ends the run before its work
 * @param readData how much of the repository {@code check} reads, null for none
 * @param store everything else a store may want, by restic's names; never printed
 */
public record MoverEnvironment(
    String repository,
    Password password,
    Path dataFolder,
    Path cacheFolder,
    Exclusion exclude,
    ForgetPolicy forget,
    String acceptShrunk,
    Instant restoreAsOf,
    int selectPrevious,
    String snapshot,
    boolean needsSnapshot,
    boolean deletes,
    List<Id> clearLocks,
    boolean refusesLocks,
    ReadDataSubset readData,
    Compression compression,
    int packSizeBytes,
    Map<String, String> store) {
  private static final Pattern SNAPSHOT = Pattern.compile("[0-9a-f]{1,64}");

  /**
   * @throws InvalidInput that names the variable, when one is missing or not understood
   */
  public static MoverEnvironment from(Map<String, String> variables) {
    var cache = variables.getOrDefault("RESTIC_CACHE_DIR", "");
    return new MoverEnvironment(
        required(variables, "RESTIC_REPOSITORY"),
        Password.of(required(variables, "RESTIC_PASSWORD")),
        Path.of(required(variables, "DATA_DIR")),
        cache.isEmpty() ? null : Path.of(cache),
        Exclusion.from(variables),
        ForgetOptions.parse(variables.getOrDefault("FORGET_OPTIONS", "")),
        variables.getOrDefault("CARAVAN_ACCEPT_SHRUNK", ""),
        time(variables.getOrDefault("RESTORE_AS_OF", "")),
        previous(variables),
        snapshot(variables.getOrDefault("CARAVAN_SNAPSHOT", "")),
        fails(variables.getOrDefault("CARAVAN_ON_MISSING_SNAPSHOT", "")),
        variables.getOrDefault("RESTORE_OPTIONS", "").contains("--delete"),
        ids(variables.getOrDefault("CARAVAN_CLEAR_LOCKS", "")),
        variables.getOrDefault("CARAVAN_REFUSE_LOCKS", "").equals("1"),
        subset(variables.getOrDefault("CARAVAN_READ_DATA", "")),
        compression(variables.getOrDefault("RESTIC_COMPRESSION", "auto")),
        (int) number(variables, "RESTIC_PACK_SIZE", OpenOptions.DEFAULT_PACK_SIZE_BYTES >> 20)
            << 20,
        store(variables));
  }

  /** VolSync names the file of trusted authorities in a variable of its own. */
  private static Map<String, String> store(Map<String, String> variables) {
    var settings = new HashMap<>(variables);
    var authorities = variables.getOrDefault("CUSTOM_CA", "");
    if (!authorities.isEmpty()) {
      settings.put("RESTIC_CACERT", authorities);
    }
    return Map.copyOf(settings);
  }

  private static String required(Map<String, String> variables, String name) {
    var value = variables.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new InvalidInput(
          name
              + " is not set: add it to the Secret that the repository names, or to the environment");
    }
    return value;
  }

  private static long number(Map<String, String> variables, String name, long otherwise) {
    var value = variables.getOrDefault(name, "");
    try {
      long number = value.isEmpty() ? otherwise : Long.parseLong(value.strip());
      if (number >= 0 && number < 1 << 10) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message.
    }
    throw new InvalidInput(name + "=" + value + " is not a number from 0 to 1023");
  }

  /** More than there ever are is a way to restore nothing. */
  private static int previous(Map<String, String> variables) {
    var value = variables.getOrDefault("SELECT_PREVIOUS", "").strip();
    try {
      return value.isEmpty() ? 0 : (int) Math.min(Long.parseUnsignedLong(value), Integer.MAX_VALUE);
    } catch (NumberFormatException e) {
      throw new InvalidInput("SELECT_PREVIOUS=" + value + " is not a number from 0 on", e);
    }
  }

  private static Instant time(String value) {
    try {
      return value.isEmpty() ? null : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidInput(
          "RESTORE_AS_OF=" + value + " is no time such as 2026-11-24T10:00:00Z", e);
    }
  }

  private static String snapshot(String value) {
    if (value.isEmpty() || value.equals(SnapshotReference.LATEST)) {
      return null;
    }
    if (!SNAPSHOT.matcher(value).matches()) {
      throw new InvalidInput(
          "CARAVAN_SNAPSHOT="
              + value
              + " is neither latest nor the beginning of a snapshot's id, such as 7adbb7f1");
    }
    return value;
  }

  private static boolean fails(String value) {
    return switch (value) {
      case "", "Continue" -> false;
      case "Fail" -> true;
      default ->
          throw new InvalidInput(
              "CARAVAN_ON_MISSING_SNAPSHOT=" + value + " is neither Continue nor Fail");
    };
  }

  private static List<Id> ids(String value) {
    return Arrays.stream(value.split("[ ,]+"))
        .filter(text -> !text.isEmpty())
        .map(
            text -> {
              if (!Id.isId(text)) {
                throw new InvalidInput("CARAVAN_CLEAR_LOCKS: " + text + " is no lock's id");
              }
              return Id.parse(text);
            })
        .toList();
  }

  private static ReadDataSubset subset(String value) {
    try {
      return switch (value) {
        case "", "none" -> null;
        case "all" -> ReadDataSubset.all();
        default -> ReadDataSubset.parse(value);
      };
    } catch (InvalidInput e) {
      throw new InvalidInput("CARAVAN_READ_DATA: " + e.getMessage(), e);
    }
  }

  private static Compression compression(String value) {
    return Arrays.stream(Compression.values())
        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "RESTIC_COMPRESSION="
                        + value
                        + " is not one of auto, off, fastest, better, max"));
  }

  @Override
  public String toString() {
    return "MoverEnvironment[" + dataFolder + "]";
  }
}
