package caravan.cli;

import caravan.restic.DamagedRepository;
import caravan.restic.InvalidInput;
import caravan.restic.ResticException;
import caravan.restic.checker.Checker;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.restic.repository.Upgrade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a repository to a newer form. */
@Command(
    name = "migrate",
    description = "List what can be migrated, or do it: upgrade_repo_v2 allows compression.",
    footer = {"", "Examples:", "  caravan migrate", "  caravan migrate upgrade_repo_v2"})
final class MigrateVerb extends Verb {
  private static final String UPGRADE = "upgrade_repo_v2";

  @Parameters(paramLabel = "NAME", description = "what to do; without, what could be done")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--force"},
      description = "taken for restic's sake: nothing is applied twice")
  private boolean force;

  MigrateVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    return withRepository(
        LockMode.EXCLUSIVE,
        (repository, lock) -> {
          var upgrade = new Upgrade(repository);
          if (names.isEmpty()) {
            sayAlways("available migrations:");
            sayAlways(
                upgrade.isNeeded()
                    ? "  " + UPGRADE + "\tupgrade a repository to version 2"
                    : "no migrations found");
          }
          for (var name : names) {
            if (name.equals(UPGRADE)) {
              apply(repository, upgrade, lock);
            } else {
              warn("unknown migration " + name);
            }
          }
          return OK;
        });
  }

  private void apply(Repository repository, Upgrade upgrade, RepositoryLock lock) {
    if (!upgrade.isNeeded()) {
      warn(
          "migration %s cannot be applied: repository is already upgraded to version %d"
              .formatted(UPGRADE, repository.config().version()));
      return;
    }
    sayAlways("checking repository integrity...");
    try (var news = new CheckNews(this, null)) {
      if (new Checker(repository, null, news, new Random()).run().errors() > 0) {
        throw new DamagedRepository(
            "repository contains errors: nothing was changed, mend it first");
      }
    }
    sayAlways("no errors were found");
    sayAlways("applying migration " + UPGRADE + "...");
    var config = upgrade.storedConfig();
    var copy = keep(config);
    lock.ensureHeld();
    try {
      upgrade.run(config);
      Files.delete(copy);
      Files.delete(copy.getParent());
    } catch (ResticException e) {
      warn("a copy of the config is in " + copy);
      throw e;
    } catch (IOException e) {
      warn("the copy of the old config stays in " + copy);
    }
    sayAlways("migration " + UPGRADE + ": success");
  }

  private static Path keep(byte[] config) {
    try {
      var folder = Files.createTempDirectory("caravan-upgrade-");
      return Files.write(folder.resolve("config"), config);
    } catch (IOException e) {
      throw new InvalidInput(
          "a copy of the config cannot be kept: %s; nothing was changed".formatted(e), e);
    }
  }
}
