package caravan.kubernetes;

import caravan.api.HealthReasons;
import caravan.api.ReplicationDestination;
import caravan.kubernetes.objects.DestinationVolume;
import caravan.replication.Names;
import caravan.replication.Progress;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

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
    if (pass.run().underWay()) {
      return there.isPresent()
          ? pass.attempting().withVolume(name)
          : pass.attempting().with(lost(name));
    }
    var fault = withoutSnapshots(destination).or(() -> fault(destination, there));
    if (fault.isPresent()) {
      return pass.with(fault.get());
    }
    if (there.filter(it -> it.getMetadata().getDeletionTimestamp() != null).isPresent()) {
      releaseVolume(destination);
      return pass.with(new Waiting("the claim " + name + " is being removed", timing.unwatched()));
    }
    if (there.isEmpty()) {
      make(destination);
    }
    return there
        .flatMap(claim -> adapt(destination, claim))
        .map(pass::with)
        .orElseGet(() -> pass.attempting().withVolume(name));
  }

  /** A pod holds its claims also when it has ended. */
  private void releaseVolume(ReplicationDestination destination) {
    cluster
        .job(destination.namespace(), Names.mover(destination))
        .filter(MoverEnd::isOver)
        .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
        .ifPresent(cluster::delete);
  }

  /** What the mover has written is gone: the volume that takes its place has none of it. */
  static Failed lost(String name) {
    return new Failed(
        "the claim " + name + " was removed before the restore was complete",
        "leave it there until it is; the restore begins again",
        HealthReasons.VOLUME_MISSING);
  }

  private Optional<Failed> withoutSnapshots(ReplicationDestination destination) {
    return destination.restic().copyMethod().equals("Snapshot") && !cluster.hasSnapshots()
        ? Optional.of(
            new Failed(
                "spec.restic.copyMethod: the cluster knows no VolumeSnapshots",
                "install them and a snapshot controller, or write Direct",
                HealthReasons.INVALID_SPEC))
        : Optional.empty();
  }

  private Optional<Failed> fault(
      ReplicationDestination destination, Optional<PersistentVolumeClaim> there) {
    var name = DestinationVolume.name(destination);
    if (there.isEmpty() && !DestinationVolume.isOurs(destination)) {
      return Optional.of(
          new Failed(
              "spec.restic.destinationPVC: there is no PersistentVolumeClaim " + name,
              "make it, or name another",
              HealthReasons.VOLUME_MISSING));
    }
    boolean isForeign =
        there.filter(it -> !DestinationVolume.isMadeFor(destination, it)).isPresent();
    return isForeign && DestinationVolume.isOurs(destination)
        ? Optional.of(
            new Failed(
                "the claim " + name + " is there already and was not made for this destination",
                "name it as spec.restic.destinationPVC, or remove it",
                HealthReasons.INVALID_SPEC))
        : Optional.empty();
  }

  private void make(ReplicationDestination destination) {
    var made = cluster.create(DestinationVolume.of(destination));
    cluster.event(
        Events.regarding(destination),
        Events.claimCreated(made.getMetadata().getName(), " to receive incoming data"));
  }

  private Optional<Progress> adapt(
      ReplicationDestination destination, PersistentVolumeClaim claim) {
    if (!DestinationVolume.isOurs(destination)) {
      return Optional.empty();
    }
    var adapted = DestinationVolume.adapted(destination, claim);
    try {
      if (!adapted.equals(claim)) {
        cluster.update(adapted);
      }
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      return Optional.of(
          new Failed(
              "spec.restic.capacity: the claim cannot be changed: " + Refusals.said(e),
              "let its storage class allow that, or remove the claim",
              HealthReasons.INVALID_SPEC));
    }
  }
}
