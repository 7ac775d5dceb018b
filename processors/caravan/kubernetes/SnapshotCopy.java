package caravan.kubernetes;

import caravan.api.ReplicationSource;
import caravan.kubernetes.objects.Attempt;
import caravan.kubernetes.objects.Snapshot;
import caravan.kubernetes.objects.SourceCopy;
import caravan.replication.Names;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;
import java.util.stream.Stream;

/** A snapshot of the volume, and a claim with its content for the mover to read. */
final class SnapshotCopy implements PointInTimeCopy {
  private final Cluster cluster;
  private final SnapshotWait wait;

  SnapshotCopy(Cluster cluster, Timing timing) {
    this.cluster = cluster;
    wait = new SnapshotWait(cluster, timing);
  }

  static String name(ReplicationSource source) {
    return Names.sourceCopy(source.name());
  }

  @Override
  public boolean isBegun(ReplicationSource source) {
    return snapshot(source).filter(it -> Attempt.of(source).owns(it.object())).isPresent();
  }

  @Override
  public Optional<HasMetadata> older(ReplicationSource source) {
    return Stream.concat(claim(source).stream(), snapshot(source).map(Snapshot::object).stream())
        .map(HasMetadata.class::cast)
        .filter(it -> !Attempt.of(source).owns(it))
        .findFirst();
  }

  @Override
  public Reconciliation reconcile(
      Reconciliation pass, ReplicationSource source, PersistentVolumeClaim living) {
    var snapshot = snapshot(source).orElseGet(() -> take(source));
    var waiting = wait.until(source, snapshot);
    if (waiting.isPresent()) {
      return pass.with(waiting.get());
    }
    if (claim(source).isEmpty()) {
      provide(source, living, snapshot);
    }
    return pass.withVolume(name(source));
  }

  private Snapshot take(ReplicationSource source) {
    var taken = new Snapshot(cluster.create(SourceCopy.snapshot(source).object()));
    cluster.event(
        Events.regarding(source), Events.snapshotCreated(taken.name(), source.spec().sourcePVC()));
    return taken;
  }

  private void provide(ReplicationSource source, PersistentVolumeClaim living, Snapshot snapshot) {
    cluster.create(SourceCopy.ofSnapshot(source, living, snapshot));
    cluster.event(
        Events.regarding(source),
        Events.claimCreated(name(source), " from VolumeSnapshot/" + snapshot.name()));
  }

  private Optional<PersistentVolumeClaim> claim(ReplicationSource source) {
    return cluster.claim(source.namespace(), name(source));
  }

  private Optional<Snapshot> snapshot(ReplicationSource source) {
    return cluster.snapshot(source.namespace(), name(source));
  }
}
