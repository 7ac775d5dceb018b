package caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes locks that others left behind. */
@Command(
    name = "unlock",
    description = "Remove locks whose owners are gone.",
    footer = {"", "Example:", "  caravan unlock"})
final class UnlockVerb extends Verb {
  @Option(names = "--remove-all", description = "remove all locks, also those in use")
  private boolean removeAll;

  UnlockVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    return withRepository(
        null,
        (repository, lock) -> {
          var locks = repository.locks();
          int removed = removeAll ? locks.removeAll() : locks.removeStale();
          if (removed > 0) {
            say("successfully removed %d locks", removed);
          }
          return OK;
        });
  }
}
