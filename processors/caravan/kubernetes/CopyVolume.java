package caravan.kubernetes;

import caravan.api.ReplicationSource;
import caravan.replication.Names;
import caravan.replication.Reconciliation;

/**
 * Gives the mover what it reads: with {@code Direct} the living volume, else a point-in-time copy
 * made for this very attempt.
 */
final class CopyVolume extends KubernetesStep {
  private final Cluster cluster;
  private final PointInTimeCopies copies;

  CopyVolume(Cluster cluster, PointInTimeCopies copies) {
    this.cluster = cluster;
    this.copies = copies;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var source = (ReplicationSource) pass.object();
    boolean isBegun = pass.run().underWay();
    if (PointInTimeCopies.isNone(source)) {
      var attempt = isBegun ? pass : pass.attempting();
      return attempt.withLivingVolume(source.spec().sourcePVC());
    }
    return isBegun ? beingRead(pass, source) : copied(pass.attempting(), source);
  }

  private Reconciliation copied(Reconciliation pass, ReplicationSource source) {
    var living = cluster.claim(source.namespace(), source.spec().sourcePVC()).orElseThrow();
    var copied = copies.of(source).reconcile(pass, source, living);
    return copied.isReady() ? beingRead(copied, source) : copied;
  }

  /** A snapshot is made when it is ready, a clone only when it is bound: by the mover's pod. */
  private Reconciliation beingRead(Reconciliation pass, ReplicationSource source) {
    var name = Names.sourceCopy(source.name());
    var claim = cluster.claim(source.namespace(), name);
    boolean isBound = claim.filter(ClaimPhase::isBound).isPresent();
    if (!isBound && PointInTimeCopies.isClone(source)) {
      return pass.withVolume(name);
    }
    copies.trigger().completed(source);
    return pass.withVolume(name).copied();
  }
}
