package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.repository.LockMode;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what no snapshot needs. */
@Command(
    name = "prune",
    description = "Remove data that no snapshot needs.",
    footer = {
      "",
      "Examples:",
      "  caravan prune",
      "  caravan prune --max-unused 10%% --max-repack-size 5G",
      "  caravan prune --dry-run"
    })
final class PruneVerb extends Verb {
  @Mixin private PruneFlags flags;

  @Option(
      names = {"-n", "--dry-run"},
      description = "only say what would be done")
  private boolean dryRun;

  PruneVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (global.noLock && !dryRun) {
      throw new InvalidInput(
          "--no-lock is only applicable in combination with --dry-run for prune");
    }
    var options = flags.options(Set.of(), dryRun);
    return withRepository(
        global.noLock ? null : LockMode.EXCLUSIVE,
        (repository, lock) -> {
          new PruneWork(this).run(repository, lock, options);
          return OK;
        });
  }
}
