package caravan.kubernetes;

import caravan.api.Replication;
import caravan.kubernetes.objects.RepositoryAddress;
import caravan.kubernetes.objects.RepositoryAddress.Folder;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.Secret;

/**
 * Looks for everything that the mover will need before anything is made, and waits for the run's
 * turn at its repository.
 */
final class AwaitRepository extends KubernetesStep {
  private final MoverNeeds needs;
  private final MoverTurns turns;
  private final Timing timing;

  AwaitRepository(Cluster cluster, MoverTurns turns, Timing timing) {
    needs = new MoverNeeds(cluster);
    this.turns = turns;
    this.timing = timing;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    if (pass.run().underWay()) {
      return pass;
    }
    var object = pass.object();
    var secret = needs.secret(object);
    var fault = needs.fault(object, secret);
    if (fault.isPresent()) {
      return pass.with(fault.get());
    }
    return turns
        .take(object.key(), RepositoryAddress.fingerprint(place(object, secret)))
        .map(why -> pass.with(new Waiting(why, timing.watched())))
        .orElse(pass);
  }

  /** A folder in a claim is the namespace's own; one on NFS may be everybody's. */
  private static String place(Replication object, Secret secret) {
    var address = MoverNeeds.address(secret);
    boolean isOwn = RepositoryAddress.of(address) instanceof Folder && !mountsNfs(object);
    return isOwn ? object.namespace() + " " + address : address;
  }

  private static boolean mountsNfs(Replication object) {
    var volumes = object.restic().moverVolumes();
    return volumes != null && volumes.stream().anyMatch(it -> it.volumeSource().nfs() != null);
  }
}
