package caravan.kubernetes;

import caravan.api.ReplicationSource;
import caravan.kubernetes.objects.Attempt;
import caravan.kubernetes.objects.SourceCopy;
import caravan.replication.Names;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** A copy that the volume's driver clones, without a snapshot between. */
final class CloneCopy implements PointInTimeCopy {
  private final Cluster cluster;
  private final Timing timing;

  CloneCopy(Cluster cluster, Timing timing) {
    this.cluster = cluster;
    this.timing = timing;
  }

  @Override
  public boolean isBegun(ReplicationSource source) {
    return cluster
        .claim(source.namespace(), Names.sourceCopy(source.name()))
        .filter(Attempt.of(source)::owns)
        .isPresent();
  }

  @Override
  public Reconciliation reconcile(
      Reconciliation pass, ReplicationSource source, PersistentVolumeClaim living) {
    var name = Names.sourceCopy(source.name());
    var there = cluster.claim(source.namespace(), name);
    if (there.filter(claim -> !Attempt.of(source).owns(claim)).isPresent()) {
      return remove(pass, there.get());
    }
    if (there.isEmpty()) {
      cluster.create(SourceCopy.clone(source, living));
      cluster.event(
          Events.regarding(source),
          Events.claimCreated(name, " from PersistentVolumeClaim/" + source.spec().sourcePVC()));
    }
    return pass.withVolume(name);
  }

  private Reconciliation remove(Reconciliation pass, PersistentVolumeClaim older) {
    cluster.delete(older);
    return pass.with(
        new Waiting("an older copy of the volume is being removed", timing.unwatched()));
  }
}
