package caravan.kubernetes;

import caravan.replication.Reconciliation;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Judges the locks that a mover met: one is dead when it was left by a mover of this cluster whose
 * pod is gone or has ended. A lock of anybody else is never touched.
 */
final class DeadLocks {
  private final Cluster cluster;
  private final Supplier<Set<String>> knownMovers;

  /**
   * @param knownMovers the pods of all movers that this cluster's objects remember
   */
  DeadLocks(Cluster cluster, Supplier<Set<String>> knownMovers) {
    this.cluster = cluster;
    this.knownMovers = knownMovers;
  }

  /**
   * The pass with the dead locks among these in its status: the next attempt removes them. Where
   * there are none, those known before stay: the mover may not have come so far as to remove them.
   */
  Reconciliation judge(Reconciliation pass, List<TerminationMessage.Lock> locks) {
    if (locks.isEmpty()) {
      return pass;
    }
    var known = knownMovers.get();
    var dead =
        locks.stream()
            .filter(it -> known.contains(it.hostname()) && !isAlive(it.hostname()))
            .map(TerminationMessage.Lock::id)
            .toList();
    var status = pass.status();
    return pass.withStatus(status.edit().run(status.run().edit().deadLocks(dead).build()).build());
  }

  private boolean isAlive(String pod) {
    return cluster
        .client()
        .pods()
        .inAnyNamespace()
        .withField("metadata.name", pod)
        .list()
        .getItems()
        .stream()
        .map(MoverPod::new)
        .anyMatch(MoverPod::isAlive);
  }
}
