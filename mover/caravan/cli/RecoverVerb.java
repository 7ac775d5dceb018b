package caravan.cli;

import caravan.restic.repairer.IndexRepair;
import caravan.restic.repairer.Recovery;
import caravan.restic.repository.LockMode;
import picocli.CommandLine.Command;

/** Makes a snapshot of folders that no snapshot has any more. */
@Command(
    name = "recover",
    description = {
      "Make a snapshot of all folders that no snapshot has any more,",
      "for example after one was forgotten by mistake and nothing was pruned yet."
    },
    footer = {"", "Example:", "  caravan recover"})
final class RecoverVerb extends Verb {
  RecoverVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    return withRepository(
        LockMode.EXCLUSIVE,
        (repository, lock) -> {
          var news = new RepairNews(this);
          sayAlways("ensuring index is complete");
          new IndexRepair(repository, news, lock::ensureHeld).run(false);
          sayAlways("load index files");
          repository.loadIndex();
          var recovery = new Recovery(repository, news, lock::ensureHeld);
          var roots = recovery.findRoots();
          console().line("\nfound %d unreferenced roots", roots.size());
          if (roots.isEmpty()) {
            sayAlways("no snapshot to write.");
            return OK;
          }
          var id = recovery.save(roots, context().owner(), context().program());
          console().line("saved new snapshot " + id.toShortString());
          return OK;
        });
  }
}
