package caravan.kubernetes.objects;

import caravan.api.Labels;
import caravan.api.ReplicationDestination;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;

/** What a destination restores into: a claim of the user's, or one made for it. */
public final class DestinationVolume {
  private DestinationVolume() {}

  /** The name of the claim. */
  public static String name(ReplicationDestination destination) {
    return isOurs(destination)
        ? Names.destinationVolume(destination.name())
        : destination.restic().destinationPVC();
  }

  /** Whether the claim is made, and may be removed, by the operator. */
  public static boolean isOurs(ReplicationDestination destination) {
    var given = destination.restic().destinationPVC();
    return given == null || given.isEmpty();
  }

  /** The claim to make. */
  public static PersistentVolumeClaim of(ReplicationDestination destination) {
    var restic = destination.restic();
    var metadata = Owned.metadata(destination, name(destination));
    if (Boolean.TRUE.equals(restic.cleanupTempPVC())) {
      metadata.addToLabels(Labels.CLEANUP, destination.metadata().getUid());
    }
    return new PersistentVolumeClaimBuilder()
        .withMetadata(metadata.build())
        .withNewSpec()
        .withAccessModes(restic.accessModes())
        .withStorageClassName(restic.storageClassName())
        .withNewResources()
        .addToRequests("storage", restic.capacity())
        .endResources()
        .endSpec()
        .build();
  }
}
