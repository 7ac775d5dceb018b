package caravan.kubernetes.objects;

import caravan.api.ReplicationDestination;

/** The snapshot of a restored volume that a destination offers as its latest image. */
public final class DestinationImage {
  private DestinationImage() {}

  /**
   * @param name noted on the claim before the snapshot is taken
   */
  public static Snapshot of(ReplicationDestination destination, String name) {
    return Snapshot.of(
        Owned.metadata(destination, name).build(),
        DestinationVolume.name(destination),
        destination.restic().volumeSnapshotClassName());
  }
}
