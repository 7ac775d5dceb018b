package caravan.kubernetes;

import caravan.api.Annotations;
import caravan.api.Labels;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.kubernetes.objects.DestinationVolume;
import caravan.kubernetes.objects.Snapshot;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.ArrayList;
import java.util.Map;

/**
 * Removes the snapshots that an object needs no longer. One that a user wants to keep is let go of,
 * one that has another owner is left to that; one that a claim is being filled from stays.
 */
record OlderImages(Cluster cluster) {
  private static final Map<String, String> OURS =
      Map.of(Labels.CREATED_BY, Labels.CREATED_BY_VALUE);

  /** Removes the images of a destination that a newer one has replaced. */
  void remove(ReplicationDestination destination) {
    cluster
        .claim(destination.namespace(), DestinationVolume.name(destination))
        .ifPresent(this::forgetName);
    var uid = destination.metadata().getUid();
    var latest = destination.status().latestImage();
    for (var snapshot : cluster.snapshots(destination.namespace(), OURS)) {
      boolean isLatest = latest != null && latest.name().equals(snapshot.name());
      if (!isLatest && isOwned(snapshot, uid)) {
        remove(snapshot, uid);
      }
    }
  }

  /** Removes what a run has marked as temporary. */
  void removeTemporary(Replication object) {
    var uid = object.metadata().getUid();
    for (var snapshot : cluster.snapshots(object.namespace(), Map.of(Labels.CLEANUP, uid))) {
      remove(snapshot, uid);
    }
  }

  /** What is to be kept is the user's from now on, whether it is the latest image or not. */
  void letGo(Replication object) {
    var uid = object.metadata().getUid();
    for (var snapshot : cluster.snapshots(object.namespace(), OURS)) {
      if (isKept(snapshot) && isOwned(snapshot, uid)) {
        letGo(snapshot, uid);
      }
    }
  }

  private void remove(Snapshot snapshot, String uid) {
    if (isKept(snapshot)) {
      letGo(snapshot, uid);
    } else if (isOwnedByOthers(snapshot, uid)) {
      var metadata = snapshot.object().getMetadata();
      disown(metadata, uid);
      metadata.getLabels().remove(Labels.CLEANUP);
      cluster.update(snapshot.object());
    } else if (!isInUse(snapshot)) {
      cluster.delete(snapshot.object());
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

  private static boolean isOwned(Snapshot snapshot, String uid) {
    return snapshot.object().getMetadata().getOwnerReferences().stream()
        .anyMatch(it -> it.getUid().equals(uid));
  }

  private static boolean isOwnedByOthers(Snapshot snapshot, String uid) {
    return snapshot.object().getMetadata().getOwnerReferences().stream()
        .anyMatch(it -> !it.getUid().equals(uid));
  }

  private static boolean isKept(Snapshot snapshot) {
    return labels(snapshot).containsKey(Labels.DO_NOT_DELETE);
  }

  private static Map<String, String> labels(Snapshot snapshot) {
    var labels = snapshot.object().getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }

  /** A claim that was removed while it was filled uses nothing any more. */
  private boolean isInUse(Snapshot snapshot) {
    var prefix = Labels.populatorPvc("");
    var namespace = snapshot.object().getMetadata().getNamespace();
    return labels(snapshot).entrySet().stream()
        .filter(label -> label.getKey().startsWith(prefix))
        .anyMatch(
            label ->
                isFilling(namespace, label.getValue(), label.getKey().substring(prefix.length())));
  }

  private boolean isFilling(String namespace, String claim, String uid) {
    return cluster.claim(namespace, Names.primeClaim(uid)).isPresent()
        || cluster
            .claim(namespace, claim)
            .filter(it -> it.getMetadata().getUid().equals(uid))
            .filter(it -> it.getSpec().getVolumeName() == null)
            .isPresent();
  }

  private void letGo(Snapshot snapshot, String uid) {
    var metadata = snapshot.object().getMetadata();
    disown(metadata, uid);
    metadata.getLabels().remove(Labels.CLEANUP);
    metadata.getLabels().remove(Labels.CREATED_BY);
    cluster.update(snapshot.object());
  }

  private static void disown(ObjectMeta metadata, String uid) {
    var owners = new ArrayList<>(metadata.getOwnerReferences());
    owners.removeIf(it -> it.getUid().equals(uid));
    metadata.setOwnerReferences(owners);
  }
}
