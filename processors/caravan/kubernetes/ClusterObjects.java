package caravan.kubernetes;

import caravan.api.ObjectKey;
import caravan.api.Replication;
import caravan.kubernetes.objects.Attempt;
import caravan.kubernetes.objects.MoverJob;
import caravan.replication.Names;
import caravan.replication.Progress;
import caravan.replication.Progress.Again;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import caravan.replication.Reconciliation.Nudge;
import caravan.replication.SyncMetrics;
import caravan.replication.SyncState;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where passes over the cluster's sources and destinations begin and end. */
public final class ClusterObjects {
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Cluster cluster;
  private final MoverTurns turns;
  private final SyncMetrics metrics;
  private final Timing timing;
  private final Map<ObjectKey, GenericKubernetesResource> written = new ConcurrentHashMap<>();
  private final KnownMovers movers = new KnownMovers();
  private final Map<ObjectKey, Instant> slots = new ConcurrentHashMap<>();

  ClusterObjects(Cluster cluster, MoverTurns turns, SyncMetrics metrics, Timing timing) {
    this.cluster = cluster;
    this.turns = turns;
    this.metrics = metrics;
    this.timing = timing;
  }

  /** The key of an object that a watch names. */
  public ObjectKey key(String kind, String namespace, String name) {
    return new ObjectKey(kind, namespace, name);
  }

  /**
   * The pass over an object, null when there is nothing to do for it.
   *
   * @param object as the watch knows it, null when it is gone
   */
  public Reconciliation enter(GenericKubernetesResource object, ObjectKey key) {
    if (object == null || object.getMetadata().getDeletionTimestamp() != null) {
      forget(key);
      return null;
    }
    var replication = Records.replication(newest(key, object));
    if (replication.external() != null && replication.restic() == null) {
      return null;
    }
    movers.remember(key, replication.status().run().movers());
    var pass = Reconciliation.of(replication, timing.now());
    var nudged = isChanged(replication) ? pass.nudged(Nudge.RETRY) : pass;
    return SyncState.of(replication) == SyncState.SYNCHRONIZING ? joined(nudged) : nudged;
  }

  /** The watch may not have heard yet of what was written last. */
  private GenericKubernetesResource newest(ObjectKey key, GenericKubernetesResource object) {
    var last = written.get(key);
    if (last == null || !last.getMetadata().getUid().equals(object.getMetadata().getUid())) {
      return object;
    }
    if (version(last) <= version(object)) {
      written.remove(key, last);
      return object;
    }
    return last;
  }

  private static long version(GenericKubernetesResource object) {
    return Long.parseUnsignedLong(object.getMetadata().getResourceVersion());
  }

  private static boolean isChanged(Replication object) {
    var observed = object.status().observedGeneration();
    return observed != null && !observed.equals(object.generation());
  }

  /** A mover of this attempt goes on, whatever else is wrong. */
  private Reconciliation joined(Reconciliation pass) {
    var object = pass.object();
    return cluster
        .job(object.namespace(), Names.mover(object))
        .filter(Attempt.of(object)::owns)
        .map(
            job -> {
              turns.resume(object.key(), MoverJob.repository(job));
              return pass.underWay();
            })
        .orElse(pass);
  }

  private void forget(ObjectKey key) {
    written.remove(key);
    movers.forget(key);
    slots.remove(key);
    metrics.forget(key);
    turns.leave(key).forEach(cluster::wake);
  }

  /** What was written is what the next pass begins with. */
  void stored(ObjectKey key, GenericKubernetesResource object) {
    written.put(key, object);
  }

  /** The namespaces in which a pod of this name was a mover. */
  Set<String> namespacesOf(String mover) {
    return movers.namespacesOf(mover);
  }

  /** Ends the pass; answers how soon the object is to be looked at again, null for its slot. */
  public Duration leave(Reconciliation pass) {
    if (pass.progress() instanceof Again(var why)) {
      throw new IllegalStateException(why);
    }
    var key = pass.object().key();
    movers.remember(key, pass.status().run().movers());
    if (!isBusy(pass)) {
      turns.leave(key).forEach(cluster::wake);
    } else if (isStuck(pass)) {
      turns.stuck(key).forEach(cluster::wake);
    } else {
      turns.unstuck(key);
    }
    remember(key, pass.status().nextSyncTime());
    return pass.isUnfinished() ? Duration.ZERO : again(pass);
  }

  private void remember(ObjectKey key, Instant slot) {
    if (slot == null) {
      slots.remove(key);
    } else {
      slots.put(key, slot);
    }
  }

  /** Whether the object keeps its turn, or its place in the queue. */
  private static boolean isBusy(Reconciliation pass) {
    boolean isSynchronizing = SyncState.of(pass.object()) == SyncState.SYNCHRONIZING;
    return isSynchronizing
        && pass.run().outcome() == null
        && (pass.run().underWay() || !isStuck(pass) && !pass.isFailed());
  }

  private static boolean isStuck(Reconciliation pass) {
    return pass.progress() instanceof Waiting waiting && waiting.health() != null;
  }

  private Duration again(Reconciliation pass) {
    var attempt = pass.status().run().nextAttemptTime();
    return switch (pass.progress()) {
      case Waiting(_, var until, _) -> until == null ? SOON : until(until);
      case Failed _ -> pass.run().attempted() && attempt != null ? until(attempt) : SOON;
      case Progress.Ready _, Again _ -> null;
    };
  }

  private Duration until(Instant time) {
    var left = Duration.between(timing.now(), time);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The objects whose slot has come. */
  public List<ObjectKey> due() {
    var now = timing.now();
    return slots.entrySet().stream()
        .filter(entry -> !entry.getValue().isAfter(now))
        .map(Map.Entry::getKey)
        .toList();
  }
}
