package caravan.mover;

import caravan.restic.repository.Repository;

/** Opens the repository, once in a run. */
final class OpenRepository extends MoverStep {
  @Override
  void run(MoverRun run) {
    if (!run.isOpen()) {
      var environment = run.environment();
      var backend = run.services().stores().open(environment.repository(), environment.store());
      try {
        run.opened(Repository.open(backend, run.openOptions()));
      } catch (RuntimeException e) {
        backend.close();
        throw e;
      }
    }
  }
}
