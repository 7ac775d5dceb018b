package caravan.kubernetes;

import caravan.api.Labels;
import caravan.kubernetes.objects.CacheVolume;
import caravan.replication.Names;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * Makes the claim that keeps the mover's cache between runs, and lets it grow. It is not waited
 * for: it may bind only when the mover's pod starts.
 */
final class PrepareCache extends KubernetesStep {
  private static final String STORAGE = "storage";

  private final Cluster cluster;
  private final Timing timing;

  PrepareCache(Cluster cluster, Timing timing) {
    this.cluster = cluster;
    this.timing = timing;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var object = pass.object();
    var name = Names.cache(object);
    if (pass.run().underWay()) {
      return pass.withCache(name);
    }
    var there = cluster.claim(object.namespace(), name);
    if (there.filter(it -> it.getMetadata().getDeletionTimestamp() != null).isPresent()) {
      return pass.with(new Waiting("an older cache is being removed", timing.unwatched()));
    }
    var data = cluster.claim(object.namespace(), pass.run().volume()).orElseThrow();
    var wanted = CacheVolume.of(object, data);
    there.ifPresentOrElse(it -> adapt(it, wanted), () -> make(pass, wanted));
    return pass.withCache(name);
  }

  private void make(Reconciliation pass, PersistentVolumeClaim wanted) {
    cluster.create(wanted);
    cluster.event(
        Events.regarding(pass.object()),
        Events.claimCreated(wanted.getMetadata().getName(), " to receive incoming data"));
  }

  /** No volume shrinks; whether it goes after the run is as it is asked for now. */
  private void adapt(PersistentVolumeClaim there, PersistentVolumeClaim wanted) {
    var size = size(wanted).compareTo(size(there)) > 0 ? size(wanted) : size(there);
    var mark = wanted.getMetadata().getLabels().get(Labels.CLEANUP);
    var builder =
        new PersistentVolumeClaimBuilder(there)
            .editSpec()
            .editResources()
            .addToRequests(STORAGE, size)
            .endResources()
            .endSpec()
            .editMetadata();
    var adapted =
        (mark == null
                ? builder.removeFromLabels(Labels.CLEANUP)
                : builder.addToLabels(Labels.CLEANUP, mark))
            .endMetadata()
            .build();
    if (!adapted.equals(there)) {
      cluster.update(adapted);
    }
  }

  private static Quantity size(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests().get(STORAGE);
  }
}
