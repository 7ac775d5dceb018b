package caravan.kubernetes.objects;

import caravan.api.ApiGroup;
import caravan.api.ReplicationSource;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReferenceBuilder;
import java.util.List;

/** The point-in-time copy of a source's volume that the mover reads. */
public final class SourceCopy {
  private static final String STORAGE = "storage";

  private SourceCopy() {}

  /** The snapshot of the volume. */
  public static Snapshot snapshot(ReplicationSource source) {
    return Snapshot.of(
        Owned.temporary(source, Names.sourceCopy(source.name()), Attempt.of(source)),
        source.spec().sourcePVC(),
        source.restic().volumeSnapshotClassName());
  }

  /** A volume with the content of the snapshot, never smaller than the driver wants it. */
  public static PersistentVolumeClaim ofSnapshot(
      ReplicationSource source, PersistentVolumeClaim living, Snapshot snapshot) {
    var size = snapshot.restoreSize() == null ? size(living) : snapshot.restoreSize();
    return claim(source, living, size, snapshot.reference());
  }

  /** A clone of the volume by its driver. */
  public static PersistentVolumeClaim clone(
      ReplicationSource source, PersistentVolumeClaim living) {
    var reference =
        new TypedLocalObjectReferenceBuilder()
            .withKind(ApiGroup.PERSISTENT_VOLUME_CLAIM)
            .withName(source.spec().sourcePVC())
            .build();
    return claim(source, living, size(living), reference);
  }

  private static PersistentVolumeClaim claim(
      ReplicationSource source,
      PersistentVolumeClaim living,
      Quantity size,
      TypedLocalObjectReference content) {
    var restic = source.restic();
    var spec = living.getSpec();
    return new PersistentVolumeClaimBuilder()
        .withMetadata(Owned.temporary(source, Names.sourceCopy(source.name()), Attempt.of(source)))
        .withNewSpec()
        .withAccessModes(or(restic.accessModes(), spec.getAccessModes()))
        .withStorageClassName(
            restic.storageClassName() == null
                ? spec.getStorageClassName()
                : restic.storageClassName())
        .withVolumeMode(spec.getVolumeMode())
        .withDataSource(content)
        .withNewResources()
        .addToRequests(STORAGE, restic.capacity() == null ? size : restic.capacity())
        .endResources()
        .endSpec()
        .build();
  }

  /** What the volume has, or before it has any, what was asked for. */
  private static Quantity size(PersistentVolumeClaim claim) {
    var status = claim.getStatus();
    var capacity =
        status == null || status.getCapacity() == null ? null : status.getCapacity().get(STORAGE);
    return capacity == null ? claim.getSpec().getResources().getRequests().get(STORAGE) : capacity;
  }

  private static List<String> or(List<String> wanted, List<String> otherwise) {
    return wanted == null || wanted.isEmpty() ? otherwise : wanted;
  }
}
