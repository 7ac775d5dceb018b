package caravan.kubernetes;

import caravan.api.Annotations;
import caravan.api.ImageReference;
import caravan.api.ReplicationDestination;
import caravan.kubernetes.objects.DestinationImage;
import caravan.kubernetes.objects.DestinationVolume;
import caravan.kubernetes.objects.Snapshot;
import caravan.replication.Names;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.time.ZoneId;

/**
 * Makes what was restored the destination's latest image: the claim itself, or a snapshot of it,
 * and that only when its driver says that it can be used.
 */
final class PublishImage extends KubernetesStep {
  private final Cluster cluster;
  private final Timing timing;
  private final ZoneId zone;
  private final SnapshotWait wait;

  PublishImage(Cluster cluster, Timing timing) {
    this.cluster = cluster;
    this.timing = timing;
    zone = timing.clock().getZone();
    wait = new SnapshotWait(cluster, timing);
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var destination = (ReplicationDestination) pass.object();
    var claim = DestinationVolume.name(destination);
    var volume =
        cluster
            .claim(destination.namespace(), claim)
            .filter(it -> it.getMetadata().getDeletionTimestamp() == null);
    if (volume.isEmpty()) {
      return pass.with(ProvideVolume.lost(claim));
    }
    if (!destination.restic().copyMethod().equals("Snapshot")) {
      return pass.withImage(ImageReference.claim(claim));
    }
    var name = name(destination, volume.get());
    var snapshot =
        cluster.snapshot(destination.namespace(), name).orElseGet(() -> take(destination, name));
    return wait.until(destination, snapshot)
        .map(waiting -> pass.with(waiting))
        .orElseGet(() -> pass.withImage(ImageReference.snapshot(name)));
  }

  private Snapshot take(ReplicationDestination destination, String name) {
    var taken = new Snapshot(cluster.create(DestinationImage.of(destination, name).object()));
    cluster.event(
        Events.regarding(destination),
        Events.snapshotCreated(name, DestinationVolume.name(destination)));
    return taken;
  }

  /** Noted on the claim before the snapshot is taken, so that no pass takes a second one. */
  private String name(ReplicationDestination destination, PersistentVolumeClaim claim) {
    var noted =
        claim.getMetadata().getAnnotations() == null
            ? null
            : claim.getMetadata().getAnnotations().get(Annotations.SNAPSHOT_NAME);
    var latest = destination.status().latestImage();
    if (noted != null && (latest == null || !noted.equals(latest.name()))) {
      return noted;
    }
    var name = Names.destinationImage(DestinationVolume.name(destination), timing.now(), zone);
    cluster.update(
        new PersistentVolumeClaimBuilder(claim)
            .editMetadata()
            .addToAnnotations(Annotations.SNAPSHOT_NAME, name)
            .endMetadata()
            .build());
    return name;
  }
}
