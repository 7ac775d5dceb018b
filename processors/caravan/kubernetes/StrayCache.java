package caravan.kubernetes;

import caravan.api.Labels;
import caravan.api.Replication;
import caravan.kubernetes.MoverPod.Obstacle;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Instant;
import java.util.List;

/**
 * A cache whose volume lies where the data cannot be mounted. It holds nothing that is not in the
 * repository: it goes, and the next attempt makes one beside its data.
 */
record StrayCache(Cluster cluster, Timing timing) {
  /**
   * What the scheduler says of volumes that no one node can mount, in its older words and newer.
   */
  private static final List<String> ELSEWHERE =
      List.of("volume node affinity conflict", "didn't match PersistentVolume's node affinity");

  /** Whether the cache was removed: never what this run's attempts have made anew. */
  boolean isRemoved(Replication object, Obstacle obstacle) {
    if (ELSEWHERE.stream().noneMatch(obstacle.why()::contains)) {
      return false;
    }
    var cache =
        cluster
            .claim(object.namespace(), Names.cache(object))
            .filter(it -> isOurs(it) && isOlder(it, object.status().lastSyncStartTime()));
    cache.ifPresent(cluster::delete);
    return cache.isPresent();
  }

  private static boolean isOurs(PersistentVolumeClaim claim) {
    var labels = claim.getMetadata().getLabels();
    return labels != null && Labels.CREATED_BY_VALUE.equals(labels.get(Labels.CREATED_BY));
  }

  /** Times have whole seconds: one made in the second of the start goes too, once. */
  private boolean isOlder(PersistentVolumeClaim claim, Instant start) {
    return !timing.local(claim.getMetadata().getCreationTimestamp()).isAfter(start);
  }
}
