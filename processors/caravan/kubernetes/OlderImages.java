package caravan.kubernetes;

import caravan.api.Annotations;
import caravan.api.Labels;
import caravan.api.ReplicationDestination;
import caravan.kubernetes.objects.DestinationVolume;
import caravan.kubernetes.objects.Snapshot;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.Map;

/**
 * Removes the images of a destination that a newer one has replaced. One that a user wants to keep
 * is let go of; one that a claim is being filled from stays until that is done.
 */
record OlderImages(Cluster cluster) {
  void remove(ReplicationDestination destination) {
    cluster
        .claim(destination.namespace(), DestinationVolume.name(destination))
        .ifPresent(this::forgetName);
    var uid = destination.metadata().getUid();
    var latest = destination.status().latestImage();
    var made = Map.of(Labels.CREATED_BY, Labels.CREATED_BY_VALUE);
    for (var snapshot : cluster.snapshots(destination.namespace(), made)) {
      if (!isOwned(snapshot.object().getMetadata(), uid)) {
        continue;
      }
      boolean isLatest = latest != null && latest.name().equals(snapshot.name());
      if (isKept(snapshot)) {
        letGo(snapshot, uid);
      } else if (!isLatest && !isInUse(snapshot)) {
        cluster.delete(snapshot.object());
      }
    }
  }

  /** The next run takes a snapshot of its own name. */
  private void forgetName(PersistentVolumeClaim claim) {
    var annotations = claim.getMetadata().getAnnotations();
    if (annotations != null && annotations.containsKey(Annotations.SNAPSHOT_NAME)) {
      cluster.update(
          new PersistentVolumeClaimBuilder(claim)
              .editMetadata()
              .removeFromAnnotations(Annotations.SNAPSHOT_NAME)
              .endMetadata()
              .build());
    }
  }

  private static boolean isOwned(ObjectMeta metadata, String uid) {
    return metadata.getOwnerReferences().stream().anyMatch(it -> it.getUid().equals(uid));
  }

  private static boolean isKept(Snapshot snapshot) {
    var labels = snapshot.object().getMetadata().getLabels();
    return labels != null && labels.containsKey(Labels.DO_NOT_DELETE);
  }

  private static boolean isInUse(Snapshot snapshot) {
    var labels = snapshot.object().getMetadata().getLabels();
    return labels != null
        && labels.keySet().stream().anyMatch(key -> key.startsWith(Labels.populatorPvc("")));
  }

  private void letGo(Snapshot snapshot, String uid) {
    var metadata = snapshot.object().getMetadata();
    metadata.getOwnerReferences().removeIf(it -> it.getUid().equals(uid));
    metadata.getLabels().remove(Labels.CLEANUP);
    metadata.getLabels().remove(Labels.CREATED_BY);
    cluster.update(snapshot.object());
  }
}
