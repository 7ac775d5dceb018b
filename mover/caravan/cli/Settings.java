package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.repository.Compression;
import caravan.restic.repository.FreshCache;
import caravan.restic.repository.OpenOptions;
import caravan.storage.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Flags first, then the environment, then restic's defaults. */
final class Settings {
  private static final int MIN_PACK_MIB = 4;
  private static final int MAX_PACK_MIB = 128;
  private static final Pattern DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");
  private final GlobalOptions options;
  private final CliContext context;
  private final FreshCache freshCache;

  Settings(GlobalOptions options, CliContext context) {
    this(options, context, null);
  }

  private Settings(GlobalOptions options, CliContext context, FreshCache freshCache) {
    this.options = options;
    this.context = context;
    this.freshCache = freshCache;
  }

  /** The same but for the cache. */
  Settings with(FreshCache cache) {
    return new Settings(options, context, cache);
  }

  /** Where the repository is, as the user put it. */
  String repository() {
    var place = given(options.repository, "RESTIC_REPOSITORY");
    var file = given(options.repositoryFile, "RESTIC_REPOSITORY_FILE");
    if (options.repository != null && options.repositoryFile != null) {
      throw new InvalidInput(
          "Options -r and --repository-file are mutually exclusive, please specify only one");
    }
    if (options.repository == null && !file.isEmpty()) {
      var content = FileReading.bytes(context, file, "repository file");
      place = new String(content, StandardCharsets.UTF_8).strip();
    }
    if (place.isEmpty()) {
      throw new InvalidInput(
          "Please specify repository location (-r or --repository-file, or $RESTIC_REPOSITORY)");
    }
    return place;
  }

  /** Everything but the password is looked at before somebody is asked for it. */
  OpenOptions open(Consumer<String> warnings, boolean isNew) {
    var compression = compression();
    int packSizeBytes = packSizeBytes();
    return new OpenOptions(
        new PasswordSource(options, context).password(isNew),
        cacheFolder(),
        compression,
        packSizeBytes,
        !options.noExtraVerify,
        keyHint(),
        context.owner(),
        context.clock(),
        warnings);
  }

  StoreSettings store() {
    var settings =
        StoreSettings.of(context.environment())
            .withOptions(options.options)
            .withRates(options.limitUpload, options.limitDownload)
            .withTls(
                file(options.caCertificates), file(options.clientCertificate), options.insecureTls);
    var stall = duration("--stuck-request-timeout", options.stuckRequestTimeout);
    return stall.isZero()
        ? settings
        : settings.withPatience(settings.retryFor(), settings.firstContact(), stall);
  }

  /** How long to wait for a lock. */
  Duration retryLock() {
    return duration("--retry-lock", options.retryLock);
  }

  static Duration duration(String flag, String text) {
    var matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidInput(flag + " " + text + " is no duration such as 30s, 5m or 1h30m");
    }
    return Duration.ofHours(number(matcher.group(1)))
        .plusMinutes(number(matcher.group(2)))
        .plusSeconds(number(matcher.group(3)));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** Null for none. */
  Path cacheFolder() {
    if (freshCache != null) {
      return freshCache.folder();
    }
    if (options.noCache) {
      return null;
    }
    var chosen = given(options.cacheDir, "RESTIC_CACHE_DIR");
    if (!chosen.isEmpty()) {
      return context.file(chosen);
    }
    if (!context.variable("XDG_CACHE_HOME").isEmpty()) {
      return Path.of(context.variable("XDG_CACHE_HOME"), "restic");
    }
    var home = context.variable("HOME");
    return home.isEmpty() ? null : Path.of(home, ".cache", "restic");
  }

  private Compression compression() {
    var flag = options.compression;
    var name = given(flag, "RESTIC_COMPRESSION");
    if (name.isEmpty()) {
      return Compression.AUTO;
    }
    return Arrays.stream(Compression.values())
        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "%s %s is not one of auto, off, fastest, better, max"
                        .formatted(flag == null ? "$RESTIC_COMPRESSION" : "--compression", name)));
  }

  private int packSizeBytes() {
    var text = given(options.packSize, "RESTIC_PACK_SIZE");
    var name = options.packSize == null ? "$RESTIC_PACK_SIZE" : "--pack-size";
    if (text.isEmpty() || text.equals("0")) {
      return OpenOptions.DEFAULT_PACK_SIZE_BYTES;
    }
    int mib;
    try {
      mib = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidInput(name + " " + text + " is no number of MiB", e);
    }
    if (mib < MIN_PACK_MIB || mib > MAX_PACK_MIB) {
      throw new InvalidInput(
          "%s %d is not within %d and %d MiB".formatted(name, mib, MIN_PACK_MIB, MAX_PACK_MIB));
    }
    return mib << 20;
  }

  private String keyHint() {
    var hint = given(options.keyHint, "RESTIC_KEY_HINT");
    return hint.isEmpty() ? null : hint;
  }

  private String given(String flag, String variable) {
    return flag == null ? context.variable(variable) : flag;
  }

  private Path file(String name) {
    return name == null ? null : context.file(name);
  }
}
