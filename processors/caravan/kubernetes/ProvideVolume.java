package caravan.kubernetes;

import caravan.api.HealthReasons;
import caravan.api.ReplicationDestination;
import caravan.kubernetes.objects.DestinationVolume;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;

/** Makes the claim that a destination restores into, or looks for the user's. */
final class ProvideVolume extends KubernetesStep {
  private final Cluster cluster;
  private final Timing timing;

  ProvideVolume(Cluster cluster, Timing timing) {
    this.cluster = cluster;
    this.timing = timing;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var destination = (ReplicationDestination) pass.object();
    var name = DestinationVolume.name(destination);
    var there = cluster.claim(destination.namespace(), name);
    if (there.filter(claim -> claim.getMetadata().getDeletionTimestamp() != null).isPresent()
        && !pass.run().underWay()) {
      return pass.with(new Waiting("the claim " + name + " is being removed", timing.unwatched()));
    }
    if (there.isEmpty() && !DestinationVolume.isOurs(destination)) {
      return pass.with(
          new Failed(
              "spec.restic.destinationPVC: there is no PersistentVolumeClaim " + name,
              "make it, or name another",
              HealthReasons.VOLUME_MISSING));
    }
    if (there.isEmpty()) {
      cluster.create(DestinationVolume.of(destination));
      cluster.event(
          Events.regarding(destination), Events.claimCreated(name, " to receive incoming data"));
    }
    return pass.attempting().withVolume(name);
  }
}
