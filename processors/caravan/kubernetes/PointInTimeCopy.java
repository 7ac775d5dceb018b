package caravan.kubernetes;

import caravan.api.ReplicationSource;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** One way to make a point-in-time copy of a volume. */
interface PointInTimeCopy {
  /** Whether this attempt has begun its copy. */
  boolean isBegun(ReplicationSource source);

  /** Goes on with the copy; ready with the claim that the mover is to read. */
  Reconciliation reconcile(
      Reconciliation pass, ReplicationSource source, PersistentVolumeClaim living);
}
