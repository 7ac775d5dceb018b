package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.repository.Password;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Where the password comes from: flags, then the environment, then whoever is there to ask. */
final class PasswordSource {
  private final GlobalOptions options;
  private final CliContext context;

  PasswordSource(GlobalOptions options, CliContext context) {
    this.options = options;
    this.context = context;
  }

  /**
   * @param isNew a person has to type it twice
   */
  Password password(boolean isNew) {
    var file = options.passwordFile;
    var command = options.passwordCommand;
    if (file == null && command == null) {
      file = variable("RESTIC_PASSWORD_FILE");
      command = variable("RESTIC_PASSWORD_COMMAND");
    }
    if (file != null && command != null) {
      throw new InvalidInput("Password file and command are mutually exclusive options");
    }
    var word = variable("RESTIC_PASSWORD");
    if (options.insecureNoPassword) {
      if (Stream.of(file, command, word).anyMatch(given -> given != null)) {
        throw new InvalidInput(
            "--insecure-no-password must not be specified together with providing a password");
      }
      return Password.of("");
    }
    if (file != null) {
      var content = FileReading.bytes(context, file, "password file");
      return notEmpty(new String(content, StandardCharsets.UTF_8).strip());
    }
    if (command != null) {
      return notEmpty(PasswordCommand.run(command).strip());
    }
    return word == null ? ask(isNew) : Password.of(word);
  }

  private Password ask(boolean isNew) {
    var question =
        isNew ? "enter password for new repository: " : "enter password for repository: ";
    var answer = context.prompt().ask(question);
    if (answer == null) {
      throw new InvalidInput(
          "no password given: set $RESTIC_PASSWORD, --password-file or --password-command");
    }
    var password = notEmpty(answer);
    if (isNew) {
      var again = context.prompt().ask("enter password again: ");
      // A pipe holds it once.
      if (again != null && !again.equals(answer)) {
        throw new InvalidInput("Passwords do not match: nothing was made");
      }
    }
    return password;
  }

  private static Password notEmpty(String text) {
    if (text.isEmpty()) {
      throw new InvalidInput("an empty password is not a password; or say --insecure-no-password");
    }
    return Password.of(text);
  }

  /** Null when it is not set or empty. */
  private String variable(String name) {
    var value = context.variable(name);
    return value.isEmpty() ? null : value;
  }
}
