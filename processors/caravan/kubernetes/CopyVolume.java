package caravan.kubernetes;

import caravan.api.HealthReasons;
import caravan.api.ReplicationSource;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Duration;

/**
 * Gives the mover what it reads: with {@code Direct} the living volume, else a point-in-time copy
 * made for this very attempt.
 */
final class CopyVolume extends KubernetesStep {
  private static final String BOUND = "Bound";
  private static final Duration USUAL = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final CopyTrigger trigger;
  private final SnapshotCopy snapshots;
  private final CloneCopy clones;
  private final Timing timing;

  CopyVolume(Cluster cluster, Timing timing) {
    this.cluster = cluster;
    this.timing = timing;
    trigger = new CopyTrigger(cluster, timing);
    snapshots = new SnapshotCopy(cluster, timing);
    clones = new CloneCopy(cluster, timing);
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var source = (ReplicationSource) pass.object();
    var name = source.spec().sourcePVC();
    var living = cluster.claim(source.namespace(), name);
    if (living.isEmpty()) {
      return pass.with(
          new Failed(
              "spec.sourcePVC: there is no PersistentVolumeClaim "
                  + name
                  + " in namespace "
                  + source.namespace(),
              "make it, or name another",
              HealthReasons.VOLUME_MISSING));
    }
    if (pass.run().underWay()) {
      return isDirect(source) ? pass.withVolume(name) : beingRead(pass, source);
    }
    if (!isBound(living.get()) && !isBoundByItsPod(source, living.get())) {
      return pass.with(notBound(living.get()));
    }
    return isDirect(source)
        ? pass.attempting().withLivingVolume(name)
        : copied(pass, source, living.get());
  }

  private Reconciliation copied(
      Reconciliation pass, ReplicationSource source, PersistentVolumeClaim living) {
    var copy = isClone(source) ? clones : snapshots;
    var released = copy.isBegun(source) ? pass : trigger.await(pass, living);
    if (!released.isReady()) {
      return released;
    }
    var copied = copy.reconcile(released.attempting(), source, living);
    return copied.isReady() ? beingRead(copied, source) : copied;
  }

  /** A snapshot is made when it is ready, a clone only when it is bound: by the mover's pod. */
  private Reconciliation beingRead(Reconciliation pass, ReplicationSource source) {
    var name = SnapshotCopy.name(source);
    var claim = cluster.claim(source.namespace(), name);
    boolean isBound = claim.filter(CopyVolume::isBound).isPresent();
    if (isBound || !isClone(source)) {
      trigger.completed(source);
    }
    if (!isBound && claim.filter(this::isLate).isPresent()) {
      cluster.event(
          Events.regarding(source),
          Events.claimNotBound("the PersistentVolumeClaim " + name + " is not bound yet"));
    }
    return pass.withVolume(name);
  }

  private boolean isLate(PersistentVolumeClaim claim) {
    return timing.isOver(claim.getMetadata().getCreationTimestamp(), USUAL);
  }

  /** A claim nobody has used yet binds when the mover's pod mounts it, unless somebody fills it. */
  private static boolean isBoundByItsPod(ReplicationSource source, PersistentVolumeClaim living) {
    return isDirect(source) && living.getSpec().getDataSourceRef() == null;
  }

  private Waiting notBound(PersistentVolumeClaim living) {
    return new Waiting(
        "the volume " + living.getMetadata().getName() + " is not bound yet",
        timing.unwatched(),
        HealthReasons.VOLUME_NOT_BOUND);
  }

  private static boolean isClone(ReplicationSource source) {
    return source.restic().copyMethod().equals("Clone");
  }

  private static boolean isDirect(ReplicationSource source) {
    var method = source.restic().copyMethod();
    return method.equals("Direct") || method.equals("None");
  }

  private static boolean isBound(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && BOUND.equals(claim.getStatus().getPhase());
  }
}
