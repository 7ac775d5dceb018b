package caravan.kubernetes.objects;

import caravan.api.Labels;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;

/** The claim that keeps the mover's cache between runs. */
public final class CacheVolume {
  private static final Quantity DEFAULT_SIZE = new Quantity("1Gi");

  private CacheVolume() {}

  /**
   * @param data the volume that the mover works on: its access modes are taken where none is said
   */
  public static PersistentVolumeClaim of(Replication object, PersistentVolumeClaim data) {
    var restic = object.restic();
    var metadata = Owned.metadata(object, Names.cache(object));
    if (isTemporary(object)) {
      metadata.addToLabels(Labels.CLEANUP, object.metadata().getUid());
    }
    return new PersistentVolumeClaimBuilder()
        .withMetadata(metadata.build())
        .withNewSpec()
        .withAccessModes(
            firstOf(
                restic.cacheAccessModes(), restic.accessModes(), data.getSpec().getAccessModes()))
        .withStorageClassName(
            restic.cacheStorageClassName() == null
                ? restic.storageClassName()
                : restic.cacheStorageClassName())
        .withNewResources()
        .addToRequests(
            "storage", restic.cacheCapacity() == null ? DEFAULT_SIZE : restic.cacheCapacity())
        .endResources()
        .endSpec()
        .build();
  }

  private static boolean isTemporary(Replication object) {
    return object instanceof ReplicationDestination destination
        && Boolean.TRUE.equals(destination.restic().cleanupCachePVC());
  }

  @SafeVarargs
  private static List<String> firstOf(List<String>... candidates) {
    for (var candidate : candidates) {
      if (candidate != null && !candidate.isEmpty()) {
        return candidate;
      }
    }
    return List.of();
  }
}
