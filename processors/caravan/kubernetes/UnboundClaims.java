package caravan.kubernetes;

import caravan.api.HealthReasons;
import caravan.api.Replication;
import caravan.kubernetes.MoverPod.Obstacle;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Finds the claim without a volume that keeps a mover's pod from its node. */
record UnboundClaims(Cluster cluster, Timing timing) {
  /** A claim whose class waits for a pod has this once the pod could go to a node. */
  private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

  private static final Duration USUAL = Duration.ofMinutes(2);

  /** A claim's name says more than the scheduler's word about pods. */
  Obstacle behind(Replication object, MoverPod pod, Obstacle obstacle) {
    if (!obstacle.health().equals(HealthReasons.UNSCHEDULABLE)) {
      return obstacle;
    }
    return stuck(pod, obstacle.why().contains("unbound"))
        .map(claim -> notBound(object, claim))
        .orElse(obstacle);
  }

  private Optional<PersistentVolumeClaim> stuck(MoverPod pod, boolean isSaid) {
    return pod.pod().getSpec().getVolumes().stream()
        .map(it -> it.getPersistentVolumeClaim())
        .filter(Objects::nonNull)
        .flatMap(it -> cluster.claim(pod.namespace(), it.getClaimName()).stream())
        .filter(claim -> !ClaimPhase.isBound(claim))
        .filter(claim -> isSaid || hasNode(claim))
        .findFirst();
  }

  private static boolean hasNode(PersistentVolumeClaim claim) {
    var annotations = claim.getMetadata().getAnnotations();
    return annotations != null && annotations.containsKey(SELECTED_NODE);
  }

  private Obstacle notBound(Replication object, PersistentVolumeClaim claim) {
    var name = claim.getMetadata().getName();
    if (timing.isOver(claim.getMetadata().getCreationTimestamp(), USUAL)) {
      cluster.event(
          Events.regarding(object),
          Events.claimNotBound("the PersistentVolumeClaim " + name + " is not bound yet"));
    }
    return new Obstacle(
        HealthReasons.VOLUME_NOT_BOUND,
        "the PersistentVolumeClaim "
            + name
            + " has no volume; kubectl describe pvc "
            + name
            + " says why");
  }
}
