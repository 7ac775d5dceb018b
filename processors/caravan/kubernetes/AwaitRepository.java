package caravan.kubernetes;

import caravan.kubernetes.objects.RepositoryAddress;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;

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
    var repository = RepositoryAddress.fingerprint(MoverNeeds.address(secret));
    return turns
        .take(object.key(), repository)
        .map(why -> pass.with(new Waiting(why, timing.watched())))
        .orElse(pass);
  }
}
