package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.repository.LockMode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds a password. */
@Command(
    name = "add",
    description = "Add a key: one more password that opens the repository.",
    footer = {
      "",
      "Examples:",
      "  caravan key add",
      "  caravan key add --new-password-file new.txt --user anna --host laptop"
    })
final class KeyAddVerb extends Verb {
  @Mixin private NewKeyOptions key;

  @Parameters(hidden = true)
  private List<String> words = new ArrayList<>();

  KeyAddVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (!words.isEmpty()) {
      throw new InvalidInput("the key add command expects no arguments, only options: " + words);
    }
    return withRepository(
        LockMode.SHARED,
        (repository, lock) -> {
          var password = key.password(context());
          lock.ensureHeld();
          var id = repository.keys().add(password, key.owner(context()));
          sayAlways("saved new key with ID " + id);
          return OK;
        });
  }
}
