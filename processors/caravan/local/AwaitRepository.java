package caravan.local;

import caravan.api.ObjectKey;
import caravan.api.Replication;
import caravan.api.ReplicationSource;
import caravan.manifest.Manifests;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the repository's Secret before anything is copied, and waits for the run's turn. */
final class AwaitRepository extends LocalStep {
  private static final Logger LOG = LoggerFactory.getLogger(AwaitRepository.class);

  private final LocalObjects objects;
  private final RepositoryTurns turns;
  private final Set<Set<ObjectKey>> warned = ConcurrentHashMap.newKeySet();

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
      var repository = Repositories.address(values);
      warnOfSharing(manifests, pass.object(), repository);
      return turns
          .take(repository, pass.object().key())
          .map(holder -> pass.with(new Waiting(holder + " is using the repository", null)))
          .orElseGet(() -> pass);
    } catch (Repositories.Missing e) {
      return pass.with(new Failed(e.getMessage(), e.action()));
    }
  }

  /**
   * Retention and restores do not tell the volumes of one repository apart: restic's host and path
   * are the same for all.
   */
  private void warnOfSharing(Manifests manifests, Replication object, String repository) {
    if (object instanceof ReplicationSource source) {
      Repositories.otherVolume(manifests, source, repository)
          .filter(other -> warned.add(Set.of(source.key(), other.key())))
          .ifPresent(
              other ->
                  LOG.warn(
                      "{} and {} back up different volumes to one repository, where each forgets"
                          + " the other's snapshots; give each volume a repository of its own",
                      source.key(),
                      other.key()));
    }
  }
}
