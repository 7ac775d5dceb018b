package caravan.components;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Gives pods to the one node there is, once their volumes are bound. */
final class PodScheduler {
  private final KubernetesClient client;
  volatile boolean isRefusing;

  PodScheduler(KubernetesClient client) {
    this.client = client;
  }

  /** Binds the pod to the node, or says why it cannot. */
  Optional<String> schedule(Pod pod) {
    if (isRefusing) {
      return Optional.of("1 Insufficient memory.");
    }
    for (var volume : pod.getSpec().getVolumes()) {
      var obstacle = obstacle(pod.getMetadata().getNamespace(), volume);
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    bind(pod);
    return Optional.empty();
  }

  private Optional<String> obstacle(String namespace, Volume volume) {
    if (volume.getPersistentVolumeClaim() == null) {
      return Optional.empty();
    }
    var name = volume.getPersistentVolumeClaim().getClaimName();
    var claim = client.persistentVolumeClaims().inNamespace(namespace).withName(name).get();
    if (claim == null) {
      return Optional.of("persistentvolumeclaim \"%s\" not found.".formatted(name));
    }
    if (claim.getMetadata().getDeletionTimestamp() != null) {
      return Optional.of("persistentvolumeclaim \"%s\" is being deleted.".formatted(name));
    }
    if (Volumes.isBound(claim)) {
      return isElsewhere(claim)
          ? Optional.of("1 node(s) didn't match PersistentVolume's node affinity.")
          : Optional.empty();
    }
    if (!waitsForPod(claim)) {
      return Optional.of("pod has unbound immediate PersistentVolumeClaims.");
    }
    selectNode(claim);
    return Optional.of("waiting for the volume of persistentvolumeclaim \"%s\".".formatted(name));
  }

  private boolean isElsewhere(PersistentVolumeClaim claim) {
    var volume = client.persistentVolumes().withName(claim.getSpec().getVolumeName()).get();
    var affinity = volume == null ? null : volume.getSpec().getNodeAffinity();
    return affinity != null
        && affinity.getRequired().getNodeSelectorTerms().stream()
            .flatMap(term -> term.getMatchExpressions().stream())
            .noneMatch(it -> it.getValues().contains(NodeStandIn.NAME));
  }

  private boolean waitsForPod(PersistentVolumeClaim claim) {
    var name = claim.getSpec().getStorageClassName();
    var chosen = name == null ? null : client.storage().v1().storageClasses().withName(name).get();
    return chosen != null && "WaitForFirstConsumer".equals(chosen.getVolumeBindingMode());
  }

  private void selectNode(PersistentVolumeClaim claim) {
    var annotations = claim.getMetadata().getAnnotations();
    if (!Objects.equals(annotations.get(Provisioner.SELECTED_NODE), NodeStandIn.NAME)) {
      client
          .resource(claim)
          .edit(
              it -> {
                it.getMetadata()
                    .getAnnotations()
                    .putAll(Map.of(Provisioner.SELECTED_NODE, NodeStandIn.NAME));
                return it;
              });
    }
  }

  private void bind(Pod pod) {
    var metadata = pod.getMetadata();
    var binding =
        new BindingBuilder()
            .withNewMetadata()
            .withName(metadata.getName())
            .withNamespace(metadata.getNamespace())
            .endMetadata()
            .withNewTarget()
            .withApiVersion("v1")
            .withKind("Node")
            .withName(NodeStandIn.NAME)
            .endTarget()
            .build();
    client.bindings().inNamespace(metadata.getNamespace()).resource(binding).create();
  }
}
