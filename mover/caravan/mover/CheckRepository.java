package caravan.mover;

import caravan.restic.DamagedRepository;
import caravan.restic.RepositoryMissing;
import caravan.restic.checker.CheckListener;
import caravan.restic.checker.Checker;
import caravan.restic.checker.Finding;
import caravan.restic.repository.LockMode;
import java.util.Random;

/**
 * Checks the whole repository, and reads as much of it as {@code CARAVAN_READ_DATA} says. After an
 * empty volume there may be none yet.
 */
final class CheckRepository extends MoverStep {
  private final OpenRepository open = new OpenRepository();

  @Override
  void run(MoverRun run) {
    run.log().title("Starting check");
    // Opened anew: what this run has in memory must not stand in for what is stored either.
    run.useFreshCache();
    try {
      open.run(run);
    } catch (RepositoryMissing e) {
      if (run.isNeeded()) {
        throw e;
      }
      run.log().line("there is no repository yet, hence nothing to check");
      return;
    }
    check(run);
  }

  private static void check(MoverRun run) {
    try (var lock = run.lock(LockMode.EXCLUSIVE)) {
      var listener =
          new CheckListener() {
            @Override
            public void found(Finding finding) {
              run.log().line((finding.isError() ? "error: " : "hint: ") + finding.message());
            }
          };
      var readData = run.environment().readData();
      var result = new Checker(run.repository(), readData, listener, new Random()).run();
      lock.ensureHeld();
      if (result.errors() > 0) {
        throw new DamagedRepository(
            "repository contains errors: %d found in %s; the log names each and the verb that mends it"
                .formatted(result.errors(), run.repository().backend().location()));
      }
      run.outcome().checked();
      run.log().line("no errors were found");
    }
  }
}
