package caravan.kubernetes;

import caravan.api.HealthReasons;
import caravan.api.ReplicationSource;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/**
 * Waits until the volume may be copied: its claim is bound, copies of earlier attempts are gone,
 * and an application that wants to be asked has agreed.
 */
final class AwaitVolume extends KubernetesStep {
  private final Cluster cluster;
  private final PointInTimeCopies copies;
  private final Timing timing;

  AwaitVolume(Cluster cluster, PointInTimeCopies copies, Timing timing) {
    this.cluster = cluster;
    this.copies = copies;
    this.timing = timing;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    if (pass.run().underWay()) {
      return pass;
    }
    var source = (ReplicationSource) pass.object();
    var living = cluster.claim(source.namespace(), source.spec().sourcePVC());
    if (living.isEmpty()) {
      return pass.with(missing(source));
    }
    if (!ClaimPhase.isBound(living.get()) && !isBoundByItsPod(source, living.get())) {
      return pass.with(notBound(living.get()));
    }
    return PointInTimeCopies.isNone(source) ? pass.due() : copied(pass, source, living.get());
  }

  private Reconciliation copied(
      Reconciliation pass, ReplicationSource source, PersistentVolumeClaim living) {
    var copy = copies.of(source);
    var older = copy.older(source);
    if (older.isPresent()) {
      return removed(pass, older.get());
    }
    if (copy.isBegun(source)) {
      return pass;
    }
    var released = copies.trigger().await(pass, living);
    return released.isReady() ? released.due() : released;
  }

  private Reconciliation removed(Reconciliation pass, HasMetadata older) {
    cluster.delete(older);
    return pass.with(
        new Waiting("an older copy of the volume is being removed", timing.unwatched()));
  }

  private static Failed missing(ReplicationSource source) {
    return new Failed(
        "spec.sourcePVC: there is no PersistentVolumeClaim "
            + source.spec().sourcePVC()
            + " in namespace "
            + source.namespace(),
        "make it, or name another",
        HealthReasons.VOLUME_MISSING);
  }

  /** A claim nobody has used yet binds when the mover's pod mounts it, unless somebody fills it. */
  private static boolean isBoundByItsPod(ReplicationSource source, PersistentVolumeClaim living) {
    return PointInTimeCopies.isNone(source) && living.getSpec().getDataSourceRef() == null;
  }

  private Waiting notBound(PersistentVolumeClaim living) {
    return new Waiting(
        "the volume " + living.getMetadata().getName() + " is not bound yet",
        timing.unwatched(),
        HealthReasons.VOLUME_NOT_BOUND);
  }
}
