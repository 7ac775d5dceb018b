package caravan.kubernetes;

import caravan.api.HealthReasons;
import caravan.api.Replication;
import caravan.kubernetes.objects.Snapshot;
import caravan.replication.Progress.Waiting;
import java.time.Duration;
import java.util.Optional;

/** Waits until a snapshot can be used, and says so when that takes too long. */
final class SnapshotWait {
  private static final Duration USUAL = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Timing timing;

  SnapshotWait(Cluster cluster, Timing timing) {
    this.cluster = cluster;
    this.timing = timing;
  }

  /** Empty when the snapshot is ready to use. */
  Optional<Waiting> until(Replication object, Snapshot snapshot) {
    if (snapshot.isReady()) {
      return Optional.empty();
    }
    boolean isLate = timing.isOver(snapshot.object().getMetadata().getCreationTimestamp(), USUAL);
    var error = snapshot.error();
    var why =
        "the VolumeSnapshot "
            + snapshot.name()
            + " is not ready to use"
            + error.map(text -> ": " + text).orElse("");
    if (isLate || error.isPresent()) {
      cluster.event(Events.regarding(object), Events.snapshotNotBound(why));
      return Optional.of(new Waiting(why, timing.watched(), HealthReasons.SNAPSHOT_NOT_READY));
    }
    return Optional.of(new Waiting(why, timing.now().plus(USUAL)));
  }
}
