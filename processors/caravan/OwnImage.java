package caravan;

import caravan.restic.InvalidInput;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * The image of the pod that the operator runs in, which is that of its movers too: who changes the
 * one, by whatever means, has changed the other.
 */
final class OwnImage {
  /** VolSync's name for it. */
  private static final String CONTAINER = "manager";

  private OwnImage() {}

  static String of(KubernetesClient client, String namespace, String name) {
    try {
      var pod = client.pods().inNamespace(namespace).withName(name).get();
      if (pod == null) {
        throw unknown(namespace, name, "there is no such pod", null);
      }
      return pod.getSpec().getContainers().stream()
          .filter(container -> container.getName().equals(CONTAINER))
          .map(Container::getImage)
          .findFirst()
          .orElseThrow(() -> unknown(namespace, name, "no container " + CONTAINER, null));
    } catch (KubernetesClientException e) {
      var said = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
      throw unknown(namespace, name, said, e);
    }
  }

  private static InvalidInput unknown(
      String namespace, String name, String why, KubernetesClientException e) {
    return new InvalidInput(
        "--mover-image: the image of the operator's own pod %s/%s is unknown (%s); name the image of the movers"
            .formatted(namespace, name, why),
        e);
  }
}
