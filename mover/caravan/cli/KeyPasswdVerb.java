package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.repository.LockMode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes the password: the new key is stored and proven before the old one is removed. */
@Command(
    name = "passwd",
    description = "Change the password that opened the repository; other keys stay.",
    footer = {
      "",
      "Examples:",
      "  caravan key passwd",
      "  caravan key passwd --new-password-file new.txt"
    })
final class KeyPasswdVerb extends Verb {
  @Mixin private NewKeyOptions key;

  @Parameters(hidden = true)
  private List<String> words = new ArrayList<>();

  KeyPasswdVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (!words.isEmpty()) {
      throw new InvalidInput("the key passwd command expects no arguments, only options: " + words);
    }
    return withRepository(
        LockMode.EXCLUSIVE,
        (repository, lock) -> {
          var password = key.password(context());
          lock.ensureHeld();
          var owner = key.owner(context());
          var id = repository.keys().replace(password, owner, lock::ensureHeld);
          sayAlways("saved new key as " + id);
          return OK;
        });
  }
}
