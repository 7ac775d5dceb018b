package caravan.mover;

import caravan.restic.DamagedRepository;
import caravan.restic.RepositoryMissing;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileType;
import caravan.restic.repository.Config;
import caravan.restic.repository.Repository;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Opens the repository, or makes it where the store answers and is truly empty. Whatever is left of
 * a repository that lost its config stops the run instead: nothing is created over something lost.
 */
final class OpenOrInitialiseRepository extends MoverStep {
  private final OpenRepository open = new OpenRepository();

  @Override
  void run(MoverRun run) {
    run.log().title("Check for dir initialized");
    try {
      open.run(run);
      run.log().line("dir is initialized");
    } catch (RepositoryMissing e) {
      initialise(run);
    }
  }

  private static void initialise(MoverRun run) {
    var environment = run.environment();
    var backend = run.services().stores().open(environment.repository(), environment.store());
    try {
      backend.create();
      ensureEmpty(backend);
      run.log().title("Initialize Dir");
      var repository = Repository.init(backend, run.openOptions(), Config.MAX_VERSION, null);
      run.opened(repository);
      run.outcome().initialized();
      run.log()
          .line(
              "created restic repository %s at %s",
              repository.config().id().toString().substring(0, 10), backend.location());
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
    run.log().blank();
    run.log()
        .line(
            """
            Please note that knowledge of your password is required to access
            the repository. Losing your password means that your data is
            irrecoverably lost.""");
  }

  private static void ensureEmpty(Backend backend) {
    for (var type :
        new FileType[] {FileType.SNAPSHOTS, FileType.INDEX, FileType.KEYS, FileType.DATA}) {
      var count = new AtomicLong();
      backend.list(type, file -> count.incrementAndGet());
      if (count.get() > 0) {
        throw new DamagedRepository(
            "%s has no config file but %d files in %s/: a repository that was damaged, or one that another run makes at this moment; unless the next run finds it, restore its config or choose another place"
                .formatted(backend.location(), count.get(), type.folder()));
      }
    }
  }
}
