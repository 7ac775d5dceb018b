package caravan.kubernetes;

import caravan.api.ReplicationSource;
import caravan.kubernetes.objects.Attempt;
import caravan.kubernetes.objects.Snapshot;
import caravan.kubernetes.objects.SourceCopy;
import caravan.replication.Names;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** A snapshot of the volume, and a claim with its content for the mover to read. */
final class SnapshotCopy implements PointInTimeCopy {
  private final Cluster cluster;
  private final Timing timing;
  private final SnapshotWait wait;

  SnapshotCopy(Cluster cluster, Timing timing) {
    this.cluster = cluster;
    this.timing = timing;
    wait = new SnapshotWait(cluster, timing);
  }

  static String name(ReplicationSource source) {
    return Names.sourceCopy(source.name());
  }

  @Override
  public boolean isBegun(ReplicationSource source) {
    return cluster
        .snapshot(source.namespace(), name(source))
        .filter(snapshot -> Attempt.of(source).owns(snapshot.object()))
        .isPresent();
  }

  @Override
  public Reconciliation reconcile(
      Reconciliation pass, ReplicationSource source, PersistentVolumeClaim living) {
    var attempt = Attempt.of(source);
    var claim = cluster.claim(source.namespace(), name(source));
    if (claim.filter(it -> !attempt.owns(it)).isPresent()) {
      return remove(pass, claim.get());
    }
    var found = cluster.snapshot(source.namespace(), name(source));
    if (found.filter(it -> !attempt.owns(it.object())).isPresent()) {
      return remove(pass, found.get().object());
    }
    var snapshot = found.orElseGet(() -> take(source));
    var waiting = wait.until(source, snapshot);
    if (waiting.isPresent()) {
      return pass.with(waiting.get());
    }
    if (claim.isEmpty()) {
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

  /** What an earlier attempt left is older than this one: the next pass takes its own. */
  private Reconciliation remove(Reconciliation pass, HasMetadata older) {
    cluster.delete(older);
    return pass.with(
        new Waiting("an older copy of the volume is being removed", timing.unwatched()));
  }
}
