package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.repository.LockMode;
import caravan.restic.snapshot.SnapshotFinder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes a password. */
@Command(
    name = "remove",
    description = "Remove a key: its password opens the repository no more.",
    footer = {"", "Example:", "  caravan key remove eb78040b"})
final class KeyRemoveVerb extends Verb {
  @Parameters(paramLabel = "ID", description = "the key to remove")
  private List<String> ids = new ArrayList<>();

  KeyRemoveVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (ids.size() != 1) {
      throw new InvalidInput("key remove expects one argument as the key id");
    }
    return withRepository(
        LockMode.EXCLUSIVE,
        (repository, lock) -> {
          var keys = repository.keys();
          var id = SnapshotFinder.uniqueId(keys.ids(), ids.getFirst());
          lock.ensureHeld();
          keys.remove(id);
          say("removed key " + id);
          return OK;
        });
  }
}
