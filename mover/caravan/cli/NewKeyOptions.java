package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.repository.LockOwner;
import caravan.restic.repository.Password;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** The flags that say for whom a new key is, and its password. */
final class NewKeyOptions {
  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "file that holds the new password")
  private String passwordFile;

  @Option(names = "--new-insecure-no-password", description = "the new password is empty")
  private boolean insecureNoPassword;

  @Option(names = "--user", paramLabel = "NAME", description = "user recorded with the new key")
  private String user = "";

  @Option(names = "--host", paramLabel = "NAME", description = "host recorded with the new key")
  private String host = "";

  /** From the flags, else from whoever is there to ask. */
  Password password(CliContext context) {
    if (insecureNoPassword && passwordFile != null) {
      throw new InvalidInput(
          "only either --new-password-file or --new-insecure-no-password may be specified");
    }
    if (insecureNoPassword) {
      return Password.of("");
    }
    if (passwordFile != null) {
      var content = FileReading.bytes(context, passwordFile, "new password file");
      return notEmpty(new String(content, StandardCharsets.UTF_8).strip());
    }
    return ask(context.prompt());
  }

  LockOwner owner(CliContext context) {
    var self = context.owner();
    return new LockOwner(
        host.isEmpty() ? self.hostname() : host,
        user.isEmpty() ? self.username() : user,
        self.pid(),
        self.uid(),
        self.gid());
  }

  private static Password ask(PasswordPrompt prompt) {
    var answer = prompt.ask("enter new password: ");
    if (answer == null) {
      throw new InvalidInput("no new password given: name a file with --new-password-file");
    }
    var password = notEmpty(answer);
    var again = prompt.ask("enter password again: ");
    // A pipe holds it once.
    if (again != null && !again.equals(answer)) {
      throw new InvalidInput("Passwords do not match: nothing was changed");
    }
    return password;
  }

  private static Password notEmpty(String text) {
    if (text.isEmpty()) {
      throw new InvalidInput(
          "an empty password is not allowed by default; --new-insecure-no-password allows it");
    }
    return Password.of(text);
  }
}
