package caravan.kubernetes.objects;

import caravan.api.Labels;
import caravan.api.ReplicationDestination;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;

/** What a destination restores into: a claim of the user's, or one made for it. */
public final class DestinationVolume {
  private static final String STORAGE = "storage";

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
        .addToRequests(STORAGE, restic.capacity())
        .endResources()
        .endSpec()
        .build();
  }

  /**
   * The claim that is there, as it is wanted now: larger, never smaller, and marked for removal or
   * not. A volume that is not there yet cannot grow.
   */
  public static PersistentVolumeClaim adapted(
      ReplicationDestination destination, PersistentVolumeClaim there) {
    var builder = new PersistentVolumeClaimBuilder(there);
    var uid = destination.metadata().getUid();
    if (Boolean.TRUE.equals(destination.restic().cleanupTempPVC())) {
      builder.editMetadata().addToLabels(Labels.CLEANUP, uid).endMetadata();
    } else {
      builder.editMetadata().removeFromLabels(Labels.CLEANUP).endMetadata();
    }
    var wanted = destination.restic().capacity();
    boolean grows = wanted.compareTo(there.getSpec().getResources().getRequests().get(STORAGE)) > 0;
    if (grows && there.getSpec().getVolumeName() != null) {
      builder.editSpec().editResources().addToRequests(STORAGE, wanted).endResources().endSpec();
    }
    return builder.build();
  }

  /** Whether the claim was made by the operator for this very destination. */
  public static boolean isMadeFor(ReplicationDestination destination, PersistentVolumeClaim there) {
    var uid = destination.metadata().getUid();
    return there.getMetadata().getOwnerReferences().stream()
        .anyMatch(it -> uid.equals(it.getUid()));
  }
}
