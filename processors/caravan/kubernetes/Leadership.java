package caravan.kubernetes;

import caravan.api.ApiGroup;
import caravan.api.Labels;
import caravan.api.ObjectKey;
import caravan.kubernetes.objects.MoverJob;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator does once it leads, before its first pass. */
public final class Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final String POPULATORS = "populator.storage.k8s.io";

  private final Cluster cluster;
  private final MoverTurns turns;

  Leadership(Cluster cluster, MoverTurns turns) {
    this.cluster = cluster;
    this.turns = turns;
  }

  /** The movers that run have their turns, so that nobody else starts one beside them. */
  public void resumeTurns() {
    cluster.movers().stream().filter(job -> !MoverEnd.isOver(job)).forEach(this::resume);
  }

  private void resume(Job job) {
    for (var owner : job.getMetadata().getOwnerReferences()) {
      if (Boolean.TRUE.equals(owner.getController())) {
        var key = new ObjectKey(owner.getKind(), job.getMetadata().getNamespace(), owner.getName());
        turns.resume(key, MoverJob.repository(job));
      }
    }
  }

  /** Tells the cluster that claims may be filled by destinations, where it wants to know. */
  public void announcePopulator() {
    try {
      if (cluster.client().getApiGroup(POPULATORS) != null) {
        cluster.apply(populator());
      }
    } catch (KubernetesClientException e) {
      LOG.warn("the VolumePopulator cannot be made, and is not needed: {}", e.getMessage());
    }
  }

  private static GenericKubernetesResource populator() {
    var populator = new GenericKubernetesResource();
    populator.setApiVersion(POPULATORS + "/v1beta1");
    populator.setKind("VolumePopulator");
    populator.setMetadata(
        new ObjectMetaBuilder()
            .withName("volsync-replicationdestination")
            .addToLabels(Labels.CREATED_BY, Labels.CREATED_BY_VALUE)
            .build());
    populator.setAdditionalProperty(
        "sourceKind", Map.of("group", ApiGroup.VOLSYNC, "kind", ApiGroup.REPLICATION_DESTINATION));
    return populator;
  }
}
