package caravan.kubernetes;

import caravan.api.Labels;
import caravan.api.MoverVolume;
import caravan.api.Replication;
import caravan.kubernetes.objects.Placement;
import caravan.replication.Run;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the node on which a mover must run: where a pod uses the living volume, or the first claim
 * among the mover's further volumes. A volume that many nodes may write needs none.
 */
record Placing(Cluster cluster) {
  private static final String HOST = "kubernetes.io/hostname";

  Placement of(Replication object, Run run, PersistentVolumeClaim volume) {
    var living = run.isLiving() ? beside(object.namespace(), volume) : Optional.<Placement>empty();
    return living.or(() -> besideFurtherVolume(object)).orElse(Placement.ANYWHERE);
  }

  private Optional<Placement> besideFurtherVolume(Replication object) {
    var volumes = object.restic().moverVolumes();
    if (volumes == null) {
      return Optional.empty();
    }
    return volumes.stream()
        .map(MoverVolume::volumeSource)
        .map(MoverVolume.Source::persistentVolumeClaim)
        .filter(Objects::nonNull)
        .findFirst()
        .flatMap(it -> cluster.claim(object.namespace(), it.getClaimName()))
        .flatMap(it -> beside(object.namespace(), it));
  }

  private Optional<Placement> beside(String namespace, PersistentVolumeClaim claim) {
    var status = claim.getStatus();
    if (status != null
        && status.getAccessModes() != null
        && status.getAccessModes().contains("ReadWriteMany")) {
      return Optional.empty();
    }
    var users =
        cluster.client().pods().inNamespace(namespace).list().getItems().stream()
            .filter(pod -> uses(pod, claim.getMetadata().getName()) && !isMover(pod))
            .toList();
    return inPhase(users, "Running").or(() -> inPhase(users, "Pending")).flatMap(this::beside);
  }

  private static Optional<Pod> inPhase(List<Pod> pods, String phase) {
    return pods.stream()
        .filter(pod -> phase.equals(pod.getStatus().getPhase()))
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .findFirst();
  }

  private Optional<Placement> beside(Pod pod) {
    var node = cluster.client().nodes().withName(pod.getSpec().getNodeName()).get();
    var host = node == null ? null : node.getMetadata().getLabels().get(HOST);
    return host == null
        ? Optional.empty()
        : Optional.of(new Placement(Map.of(HOST, host), pod.getSpec().getTolerations()));
  }

  private static boolean uses(Pod pod, String claim) {
    return pod.getSpec().getVolumes().stream()
        .map(it -> it.getPersistentVolumeClaim())
        .anyMatch(it -> it != null && it.getClaimName().equals(claim));
  }

  private static boolean isMover(Pod pod) {
    var labels = pod.getMetadata().getLabels();
    return labels != null && Labels.CREATED_BY_VALUE.equals(labels.get(Labels.CREATED_BY));
  }
}
