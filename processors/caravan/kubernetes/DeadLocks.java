package caravan.kubernetes;

import caravan.replication.Reconciliation;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Judges the locks that a mover met: one is dead when it was left by a mover of this cluster whose
 * pod is gone or has ended. A lock of anybody else is never touched.
 */
final class DeadLocks {
  private final Cluster cluster;
  private final Function<String, Set<String>> namespaces;

  /**
   * @param namespaces of the objects that remember a mover's pod of this name, none for a stranger
   */
  DeadLocks(Cluster cluster, Function<String, Set<String>> namespaces) {
    this.cluster = cluster;
    this.namespaces = namespaces;
  }

  /**
   * The pass with the dead locks among these in its status: the next attempt removes them. Where
   * there are none, those known before stay: the mover may not have come so far as to remove them.
   */
  Reconciliation judge(Reconciliation pass, List<TerminationMessage.Lock> locks) {
    if (locks.isEmpty()) {
      return pass;
    }
    var dead =
        locks.stream()
            .filter(it -> isDead(it.hostname()))
            .map(TerminationMessage.Lock::id)
            .toList();
    var status = pass.status();
    return pass.withStatus(status.edit().run(status.run().edit().deadLocks(dead).build()).build());
  }

  private boolean isDead(String pod) {
    var homes = namespaces.apply(pod);
    return !homes.isEmpty() && homes.stream().noneMatch(home -> isAlive(home, pod));
  }

  private boolean isAlive(String namespace, String pod) {
    var found = cluster.client().pods().inNamespace(namespace).withName(pod).get();
    return found != null && new MoverPod(found).isAlive();
  }
}
