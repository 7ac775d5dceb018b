package caravan.kubernetes;

import caravan.api.ApiGroup;
import caravan.api.HealthReasons;
import caravan.api.ReplicationDestination;
import caravan.kubernetes.objects.PrimeRestore;
import caravan.replication.Population;
import caravan.replication.Progress.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.Set;

/** Restores into claims that stand in for a user's, where no snapshot can be copied. */
record PrimeRestores(Cluster cluster) {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
  private static final String RESTORED = "caravan.backube/restored";

  /** One step further; what is handed over has been restored as a whole, and nobody uses it. */
  boolean isRestored(Population pass, PersistentVolumeClaim prime) {
    var restore = destination(prime, prime.getMetadata().getName());
    var annotations = prime.getMetadata().getAnnotations();
    if (annotations != null && annotations.containsKey(RESTORED)) {
      remove(restore);
      return restore == null && !isMounted(prime);
    }
    if (restore != null && !PrimeRestore.isInto(prime, restore)) {
      remove(restore);
      return false;
    }
    var user = destination(prime, pass.destination().name());
    if (user != null && (restore == null || !PrimeRestore.isOf(user, restore))) {
      cluster.apply(PrimeRestore.of(user, prime));
    } else if (restore != null && PrimeRestore.isDone(record(restore))) {
      note(prime, record(restore));
    }
    return false;
  }

  /** Why it does not get on, null while all is as it should be. */
  Waiting trouble(PersistentVolumeClaim prime) {
    var restore = destination(prime, prime.getMetadata().getName());
    var failure = restore == null ? null : record(restore).status().run().failure();
    if (failure == null) {
      return null;
    }
    var why = "the restore into it fails: " + failure;
    return new Waiting(why, null, HealthReasons.FAILED);
  }

  private void note(PersistentVolumeClaim prime, ReplicationDestination restore) {
    cluster.update(
        new PersistentVolumeClaimBuilder(prime)
            .editMetadata()
            .addToAnnotations(RESTORED, restore.status().lastSyncTime().toString())
            .endMetadata()
            .build());
  }

  private void remove(GenericKubernetesResource restore) {
    if (restore != null) {
      cluster.delete(restore);
    }
  }

  private GenericKubernetesResource destination(PersistentVolumeClaim prime, String name) {
    return cluster
        .client()
        .genericKubernetesResources(ApiGroup.VOLSYNC_VERSION, ApiGroup.REPLICATION_DESTINATION)
        .inNamespace(prime.getMetadata().getNamespace())
        .withName(name)
        .get();
  }

  private static ReplicationDestination record(GenericKubernetesResource restore) {
    return (ReplicationDestination) Records.replication(restore);
  }

  private boolean isMounted(PersistentVolumeClaim prime) {
    return cluster
        .client()
        .pods()
        .inNamespace(prime.getMetadata().getNamespace())
        .list()
        .getItems()
        .stream()
        .filter(pod -> !ENDED.contains(pod.getStatus().getPhase()))
        .flatMap(pod -> pod.getSpec().getVolumes().stream())
        .map(volume -> volume.getPersistentVolumeClaim())
        .anyMatch(it -> it != null && it.getClaimName().equals(prime.getMetadata().getName()));
  }
}
