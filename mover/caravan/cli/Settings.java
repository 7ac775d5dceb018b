package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.repository.Compression;
import caravan.restic.repository.OpenOptions;
import caravan.restic.repository.Password;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  Settings(GlobalOptions options, CliContext context) {
    this.options = options;
    this.context = context;
  }

  String repository() {
    var file = options.repositoryFile;
    if (file == null && !context.variable("RESTIC_REPOSITORY_FILE").isEmpty()) {
      file = Path.of(context.variable("RESTIC_REPOSITORY_FILE"));
    }
    if (options.repository != null) {
      return options.repository;
    }
    if (file != null) {
      return read(file, "repository file").strip();
    }
    var variable = context.variable("RESTIC_REPOSITORY");
    if (variable.isEmpty()) {
      throw new InvalidInput(
          "Please specify repository location (-r or --repository-file, or $RESTIC_REPOSITORY)");
    }
    return variable;
  }

  OpenOptions open(Consumer<String> warnings) {
    return new OpenOptions(
        password(),
        cacheFolder(),
        compression(),
        packSizeBytes(),
        !options.noExtraVerify,
        keyHint(),
        context.owner(),
        context.clock(),
        warnings);
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

  private Password password() {
    if (options.insecureNoPassword) {
      return Password.of("");
    }
    var file = options.passwordFile;
    var command = options.passwordCommand;
    if (file == null && command == null) {
      var fileVariable = context.variable("RESTIC_PASSWORD_FILE");
      file = fileVariable.isEmpty() ? null : Path.of(fileVariable);
      command = context.variable("RESTIC_PASSWORD_COMMAND");
    }
    if (file != null) {
      return notEmpty(read(file, "password file").strip());
    }
    if (command != null && !command.isEmpty()) {
      return notEmpty(PasswordCommand.run(command).strip());
    }
    var variable = context.variable("RESTIC_PASSWORD");
    return variable.isEmpty() ? ask() : Password.of(variable);
  }

  private Password ask() {
    var console = System.console();
    if (console == null || !context.console()) {
      throw new InvalidInput(
          "no password given: set $RESTIC_PASSWORD, --password-file or --password-command");
    }
    return notEmpty(new String(console.readPassword("enter password for repository: ")));
  }

  private static Password notEmpty(String text) {
    if (text.isEmpty()) {
      throw new InvalidInput("an empty password is not a password; or say --insecure-no-password");
    }
    return Password.of(text);
  }

  private Path cacheFolder() {
    if (options.noCache) {
      return null;
    }
    if (options.cacheDir != null) {
      return options.cacheDir;
    }
    if (!context.variable("RESTIC_CACHE_DIR").isEmpty()) {
      return Path.of(context.variable("RESTIC_CACHE_DIR"));
    }
    if (!context.variable("XDG_CACHE_HOME").isEmpty()) {
      return Path.of(context.variable("XDG_CACHE_HOME"), "restic");
    }
    var home = context.variable("HOME");
    return home.isEmpty() ? null : Path.of(home, ".cache", "restic");
  }

  private Compression compression() {
    var variable = context.variable("RESTIC_COMPRESSION");
    if (options.compression != null || variable.isEmpty()) {
      return options.compression == null ? Compression.AUTO : options.compression;
    }
    return Arrays.stream(Compression.values())
        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(variable))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "$RESTIC_COMPRESSION="
                        + variable
                        + " is not one of auto, off, fastest, better, max"));
  }

  private int packSizeBytes() {
    var variable = context.variable("RESTIC_PACK_SIZE");
    int mib = OpenOptions.DEFAULT_PACK_SIZE_BYTES >> 20;
    try {
      if (options.packSize != null) {
        mib = options.packSize;
      } else if (!variable.isEmpty() && !variable.equals("0")) {
        mib = Integer.parseInt(variable);
      }
    } catch (NumberFormatException e) {
      throw new InvalidInput("$RESTIC_PACK_SIZE=" + variable + " is no number of MiB", e);
    }
    if (mib < MIN_PACK_MIB || mib > MAX_PACK_MIB) {
      throw new InvalidInput(
          "a pack size of %d MiB is not within %d and %d"
              .formatted(mib, MIN_PACK_MIB, MAX_PACK_MIB));
    }
    return mib << 20;
  }

  private String keyHint() {
    var hint = options.keyHint == null ? context.variable("RESTIC_KEY_HINT") : options.keyHint;
    return hint.isEmpty() ? null : hint;
  }

  private static String read(Path file, String what) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidInput("cannot read the " + what + " " + file + ": " + e, e);
    }
  }
}
