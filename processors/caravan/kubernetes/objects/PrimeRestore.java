package caravan.kubernetes.objects;

import caravan.api.ApiGroup;
import caravan.api.Labels;
import caravan.api.ReplicationDestination;
import caravan.replication.Wake;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The restore into a claim that stands in for a user's, where there are no snapshots: a destination
 * made for that claim alone, so that all that is true of a restore is true of this one.
 */
public final class PrimeRestore {
  private static final String SPEC = "spec";
  private static final String RESTIC = "restic";
  private static final String GENERATION = "caravan.backube/generation";
  private static final String MANUAL = "populate";

  private PrimeRestore() {}

  /**
   * Like the user's destination, but into the claim, and once.
   *
   * @param destination as the cluster has it, so that nothing of it gets lost
   */
  public static GenericKubernetesResource of(
      GenericKubernetesResource destination, PersistentVolumeClaim prime) {
    var spec = new HashMap<>(destination.<Map<String, Object>>get(SPEC));
    var restic = new HashMap<>(destination.<Map<String, Object>>get(SPEC, RESTIC));
    restic.put("copyMethod", "Direct");
    restic.put("destinationPVC", prime.getMetadata().getName());
    restic.put("cleanupCachePVC", true);
    restic.remove("cleanupTempPVC");
    spec.put(RESTIC, restic);
    spec.put("trigger", Map.of("manual", MANUAL));
    var restore = new GenericKubernetesResource();
    restore.setApiVersion(destination.getApiVersion());
    restore.setKind(destination.getKind());
    restore.setMetadata(metadata(destination, prime));
    restore.setAdditionalProperty(SPEC, spec);
    return restore;
  }

  private static ObjectMeta metadata(
      GenericKubernetesResource destination, PersistentVolumeClaim prime) {
    var labels = prime.getMetadata().getLabels();
    return new ObjectMetaBuilder()
        .withNamespace(prime.getMetadata().getNamespace())
        .withName(prime.getMetadata().getName())
        .addToLabels(Labels.CREATED_BY, Labels.CREATED_BY_VALUE)
        .addToLabels(Labels.POPULATOR_PVC_FOR, labels.get(Labels.POPULATOR_PVC_FOR))
        .addToAnnotations(GENERATION, generation(destination))
        .addNewOwnerReference()
        .withApiVersion("v1")
        .withKind(ApiGroup.PERSISTENT_VOLUME_CLAIM)
        .withName(prime.getMetadata().getName())
        .withUid(prime.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .endOwnerReference()
        .build();
  }

  private static String generation(GenericKubernetesResource destination) {
    return destination.getMetadata().getUid() + "/" + destination.getMetadata().getGeneration();
  }

  /** Whether it is of the destination as that is now. */
  public static boolean isOf(
      GenericKubernetesResource destination, GenericKubernetesResource restore) {
    var annotations = restore.getMetadata().getAnnotations();
    return annotations != null && generation(destination).equals(annotations.get(GENERATION));
  }

  /** Whether it restores into this very claim, rather than into an earlier one of its name. */
  public static boolean isInto(PersistentVolumeClaim prime, GenericKubernetesResource restore) {
    return restore.getMetadata().getOwnerReferences().stream()
        .anyMatch(it -> it.getUid().equals(prime.getMetadata().getUid()));
  }

  /** Whether it ended well, and nothing of it is at work any more. */
  public static boolean isDone(ReplicationDestination restore) {
    var status = restore.status();
    return MANUAL.equals(status.lastManualSync())
        && status.lastSyncTime() != null
        && status.lastSyncStartTime() == null
        && Wake.isIdle(restore);
  }

  /** The user's claim that a destination made here fills, empty for the user's destinations. */
  public static Optional<String> claim(ReplicationDestination restore) {
    var labels = restore.metadata().getLabels();
    return labels == null
        ? Optional.empty()
        : Optional.ofNullable(labels.get(Labels.POPULATOR_PVC_FOR));
  }
}
