package caravan.kubernetes;

import caravan.replication.Hold;
import caravan.replication.SyncMetrics;
import caravan.replication.Synchronization;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;

/** The steps of {@code routes/kubernetes} and {@code routes/replication}, by the names they use. */
public final class KubernetesSteps {
  private final Map<String, Object> byName;

  /**
   * @param clock its zone is that of the schedules that name none
   */
  public KubernetesSteps(
      Cluster cluster, MoverSettings settings, MoverTurns turns, Clock clock, SyncMetrics metrics) {
    var timing = new Timing(clock, new ServerTime(cluster, clock));
    var objects = new ClusterObjects(cluster, turns, metrics, timing);
    var copies = new PointInTimeCopies(cluster, timing);
    var deadLocks = new DeadLocks(cluster, objects::namespacesOf);
    Predicate<GenericKubernetesResource> filled = ClusterClaims::isFilled;
    byName =
        Map.ofEntries(
            Map.entry("synchronization", new Synchronization(clock, metrics)),
            Map.entry("leadership", new Leadership(cluster, turns)),
            Map.entry("clusterObjects", objects),
            Map.entry("clusterClaims", new ClusterClaims(cluster, metrics)),
            Map.entry("filledClaims", filled),
            Map.entry("failedPass", new FailedPass()),
            Map.entry("awaitRepository", new AwaitRepository(cluster, turns, timing)),
            Map.entry("hold", new Hold(clock)),
            Map.entry("awaitVolume", new AwaitVolume(cluster, copies, timing)),
            Map.entry("copyVolume", new CopyVolume(cluster, copies)),
            Map.entry("provideVolume", new ProvideVolume(cluster, timing)),
            Map.entry("prepareCache", new PrepareCache(cluster, timing)),
            Map.entry("ensureMover", new EnsureMover(cluster, turns, settings, timing)),
            Map.entry("readMover", new ReadMover(cluster, deadLocks, timing, settings.patience())),
            Map.entry("publishImage", new PublishImage(cluster, timing)),
            Map.entry("cleanUp", new CleanUp(cluster)),
            Map.entry("writeStatus", new WriteStatus(cluster, objects)));
  }

  public Map<String, Object> byName() {
    return byName;
  }
}
