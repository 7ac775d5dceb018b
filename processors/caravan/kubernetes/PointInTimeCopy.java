package caravan.kubernetes;

import caravan.api.ReplicationSource;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;

/** One way to make a point-in-time copy of a volume. */
interface PointInTimeCopy {
  /** Whether this attempt has begun its copy. */
  boolean isBegun(ReplicationSource source);

  /** What another attempt left, and is older than this one: it goes before a copy is begun. */
  Optional<HasMetadata> older(ReplicationSource source);

  /** Goes on with the copy; ready with the claim that the mover is to read. */
  Reconciliation reconcile(
      Reconciliation pass, ReplicationSource source, PersistentVolumeClaim living);
}
