package caravan.kubernetes;

import caravan.api.ReplicationSource;
import caravan.kubernetes.objects.Attempt;
import caravan.kubernetes.objects.SourceCopy;
import caravan.replication.Names;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;

/** A copy that the volume's driver clones, without a snapshot between. */
final class CloneCopy implements PointInTimeCopy {
  private final Cluster cluster;

  CloneCopy(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public boolean isBegun(ReplicationSource source) {
    return cluster
        .claim(source.namespace(), Names.sourceCopy(source.name()))
        .filter(Attempt.of(source)::owns)
        .isPresent();
  }

  @Override
  public Optional<HasMetadata> older(ReplicationSource source) {
    return cluster
        .claim(source.namespace(), Names.sourceCopy(source.name()))
        .filter(claim -> !Attempt.of(source).owns(claim))
        .map(HasMetadata.class::cast);
  }

  @Override
  public Reconciliation reconcile(
      Reconciliation pass, ReplicationSource source, PersistentVolumeClaim living) {
    var name = Names.sourceCopy(source.name());
    if (cluster.claim(source.namespace(), name).isEmpty()) {
      cluster.create(SourceCopy.clone(source, living));
      cluster.event(
          Events.regarding(source),
          Events.claimCreated(name, " from PersistentVolumeClaim/" + source.spec().sourcePVC()));
    }
    return pass.withVolume(name);
  }
}
