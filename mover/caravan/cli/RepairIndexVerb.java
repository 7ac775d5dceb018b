package caravan.cli;

import caravan.restic.repairer.IndexRepair;
import caravan.restic.repository.LockMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the index fit the packs that are there. */
@Command(
    name = "index",
    description = "Make the index fit the packs that are there.",
    footer = {"", "Examples:", "  caravan repair index", "  caravan repair index --read-all-packs"})
final class RepairIndexVerb extends Verb {
  @Option(
      names = "--read-all-packs",
      description = "trust no index file, read the headers of all packs")
  private boolean readAllPacks;

  RepairIndexVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    return withRepository(
        LockMode.EXCLUSIVE,
        (repository, lock) -> {
          new IndexRepair(repository, new RepairNews(this), lock::ensureHeld).run(readAllPacks);
          sayAlways("done");
          return OK;
        });
  }
}
