package caravan.kubernetes;

import caravan.api.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** What the claim's storage class says about filling it. */
record ClaimClass(Cluster cluster) {
  /** Whether a claim is to be filled. */
  enum Answer {
    NOW,
    /** Its class does not exist yet. */
    WITHOUT_CLASS,
    /** Never, or not before a pod that uses it has got a node. */
    NOT_NOW
  }

  private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
  private static final String MIGRATED = "pv.kubernetes.io/migrated-to";

  Answer of(PersistentVolumeClaim claim) {
    var name = claim.spec().storageClassName();
    if (name == null || name.isEmpty()) {
      return Answer.NOW;
    }
    var storage = cluster.client().storage().v1().storageClasses().withName(name).get();
    if (storage == null) {
      return Answer.WITHOUT_CLASS;
    }
    if (storage.getProvisioner().startsWith("kubernetes.io/") && !has(claim.metadata(), MIGRATED)) {
      return Answer.NOT_NOW;
    }
    boolean waits = "WaitForFirstConsumer".equals(storage.getVolumeBindingMode());
    return waits && !has(claim.metadata(), SELECTED_NODE) ? Answer.NOT_NOW : Answer.NOW;
  }

  private static boolean has(ObjectMeta metadata, String annotation) {
    return metadata.getAnnotations() != null && metadata.getAnnotations().containsKey(annotation);
  }
}
