package caravan.kubernetes;

import caravan.api.Condition;
import caravan.api.ConditionReasons;
import caravan.api.ReplicationStatus;
import caravan.replication.Progress.Failed;
import caravan.replication.Reconciliation;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the status when it says anything new, and tells what has become wrong. */
final class WriteStatus extends KubernetesStep {
  private static final Logger LOG = LoggerFactory.getLogger("caravan.cluster");

  private final Cluster cluster;
  private final ClusterObjects objects;

  WriteStatus(Cluster cluster, ClusterObjects objects) {
    this.cluster = cluster;
    this.objects = objects;
  }

  @Override
  boolean isForAll() {
    return true;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    if (!pass.isChanged()) {
      return pass;
    }
    var object = pass.object();
    objects.stored(object.key(), cluster.status(Records.withStatus(object)));
    sayProgress(pass);
    if (pass.isNewFailure() && pass.progress() instanceof Failed failure) {
      LOG.error("{}: {}", object.key(), failure.message());
    }
    newTrouble(pass)
        .ifPresent(
            it ->
                cluster.event(Events.regarding(object), Events.failed(it.reason(), it.message())));
    return pass;
  }

  private static void sayProgress(Reconciliation pass) {
    var before = pass.before();
    var status = pass.status();
    if (before.lastSyncStartTime() == null && status.lastSyncStartTime() != null) {
      LOG.info("{}: run started", pass.object().key());
    }
    if (pass.isCompleted()) {
      var snapshot = status.run().lastSnapshot();
      LOG.info(
          "{}: run ended well after {}, {}",
          pass.object().key(),
          status.lastSyncDuration(),
          snapshot == null ? "without a snapshot" : "snapshot " + snapshot);
    }
  }

  /** What the condition says now and did not say before, and every failed attempt. */
  private static Optional<Condition> newTrouble(Reconciliation pass) {
    var before = health(pass.before());
    return health(pass.status())
        .filter(it -> it.status().equals("False"))
        .filter(
            it ->
                pass.isFailed() && pass.run().attempted()
                    || before.filter(old -> says(old).equals(says(it))).isEmpty());
  }

  private static String says(Condition condition) {
    return condition.reason() + condition.message();
  }

  private static Optional<Condition> health(ReplicationStatus status) {
    return status.conditions() == null
        ? Optional.empty()
        : status.conditions().stream()
            .filter(it -> it.type().equals(ConditionReasons.HEALTHY))
            .findFirst();
  }
}
