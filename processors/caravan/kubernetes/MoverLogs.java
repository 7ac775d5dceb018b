package caravan.kubernetes;

import caravan.api.RunProgress;
import caravan.replication.ProgressLine;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ends of the movers' logs. Nothing depends on one: it may be gone with its node. */
final class MoverLogs {
  private static final Logger LOG = LoggerFactory.getLogger("caravan.cluster");
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int LINES = 200;
  private static final int NEWEST = 10;

  private final Cluster cluster;
  private final Timing timing;

  /** When a running mover's log was last read, by its pod. */
  private final Map<String, Instant> read = new ConcurrentHashMap<>();

  MoverLogs(Cluster cluster, Timing timing) {
    this.cluster = cluster;
    this.timing = timing;
  }

  /** Of a mover that has ended. */
  String end(MoverPod pod) {
    read.remove(pod.id());
    return tail(pod, LINES);
  }

  /** How far a running mover has come, looked up every ten seconds; empty for nothing new. */
  Optional<RunProgress> progress(MoverPod pod) {
    var now = timing.now();
    read.values().removeIf(it -> it.plus(EVERY).isBefore(now));
    return pod.isRunning() && read.putIfAbsent(pod.id(), now) == null
        ? ProgressLine.last(tail(pod, NEWEST))
        : Optional.empty();
  }

  private String tail(MoverPod pod, int lines) {
    try {
      return cluster.log(pod.namespace(), pod.name(), lines);
    } catch (KubernetesClientException e) {
      LOG.debug("the log of pod {} cannot be read: {}", pod.name(), e.getMessage());
      return "";
    }
  }
}
