package caravan.reconcile;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The kinds of resources: what the API server lists of its own ones does not say them. */
final class Kinds {
  private final KubernetesClient client;
  private final Map<ResourcePath, String> byResource = new ConcurrentHashMap<>();

  Kinds(KubernetesClient client) {
    this.client = client;
  }

  /** A copy that says its kind, and that its owner may change. */
  GenericKubernetesResource copy(ResourcePath resource, GenericKubernetesResource object) {
    var copy = client.getKubernetesSerialization().clone(object);
    if (copy.getKind() == null) {
      copy.setApiVersion(resource.apiVersion());
      copy.setKind(byResource.computeIfAbsent(resource, this::lookUp));
    }
    return copy;
  }

  private String lookUp(ResourcePath resource) {
    return Stream.ofNullable(client.getApiResources(resource.apiVersion()))
        .flatMap(it -> it.getResources().stream())
        .filter(it -> it.getName().equals(resource.plural()))
        .map(APIResource::getKind)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(resource + " is not served any more"));
  }
}
