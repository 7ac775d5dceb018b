package caravan.kubernetes;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** Whether a claim has its volume. */
final class ClaimPhase {
  static final String BOUND = "Bound";

  private ClaimPhase() {}

  static boolean isBound(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && BOUND.equals(claim.getStatus().getPhase());
  }
}
