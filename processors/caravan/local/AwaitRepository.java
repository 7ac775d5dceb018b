package caravan.local;

import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;

/** Looks for the repository's Secret before anything is copied, and waits for the run's turn. */
final class AwaitRepository extends LocalStep {
  private final LocalObjects objects;
  private final RepositoryTurns turns;

  AwaitRepository(LocalObjects objects, RepositoryTurns turns) {
    this.objects = objects;
    this.turns = turns;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    try {
      var manifests = objects.manifests();
      var values = Repositories.environment(manifests, pass.object());
      Repositories.certificate(manifests, pass.object());
      var repository = values.get(Repositories.REPOSITORY).replaceAll("/+$", "");
      return turns
          .take(repository, pass.object().key())
          .map(holder -> pass.with(new Waiting(holder + " is using the repository", null)))
          .orElseGet(() -> pass);
    } catch (Repositories.Missing e) {
      return pass.with(new Failed(e.getMessage(), e.action()));
    }
  }
}
