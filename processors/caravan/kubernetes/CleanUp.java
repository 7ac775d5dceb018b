package caravan.kubernetes;

import caravan.api.Labels;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.replication.Reconciliation;
import caravan.replication.SyncState;
import caravan.replication.Wake;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;

/**
 * Removes what a run leaves: its Job, the copy of a source, the temporary claims and older images
 * of a destination. Nothing of it goes while a mover runs.
 */
final class CleanUp extends KubernetesStep {
  private final Cluster cluster;
  private final OlderImages images;

  CleanUp(Cluster cluster) {
    this.cluster = cluster;
    images = new OlderImages(cluster);
  }

  /** Also after a failure: the next attempt makes its own copy. */
  @Override
  boolean isForAll() {
    return true;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var object = pass.object();
    if (Wake.isIdle(object) && SyncState.of(object) != SyncState.SYNCHRONIZING) {
      return pass;
    }
    var ours = Map.of(Labels.CLEANUP, object.metadata().getUid());
    var jobs = jobs(object, ours);
    if (!jobs.stream().allMatch(MoverEnd::isOver)) {
      return pass;
    }
    if (object instanceof ReplicationDestination destination) {
      images.remove(destination);
    }
    images.removeTemporary(object);
    claims(object, ours).forEach(cluster::delete);
    jobs.forEach(cluster::delete);
    return pass;
  }

  private List<Job> jobs(Replication object, Map<String, String> labels) {
    return cluster
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(object.namespace())
        .withLabels(labels)
        .list()
        .getItems();
  }

  private List<? extends HasMetadata> claims(Replication object, Map<String, String> labels) {
    return cluster
        .client()
        .persistentVolumeClaims()
        .inNamespace(object.namespace())
        .withLabels(labels)
        .list()
        .getItems();
  }
}
