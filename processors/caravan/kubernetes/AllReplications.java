package caravan.kubernetes;

import caravan.api.ApiGroup;
import caravan.api.Replication;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;

/** The sources and destinations of a cluster as they are now. */
public final class AllReplications {
  private AllReplications() {}

  /**
   * @param namespace null for all
   */
  public static List<Replication> of(KubernetesClient client, String namespace) {
    return Stream.of(ApiGroup.REPLICATION_SOURCE, ApiGroup.REPLICATION_DESTINATION)
        .flatMap(kind -> of(client, namespace, kind))
        .toList();
  }

  private static Stream<Replication> of(KubernetesClient client, String namespace, String kind) {
    var objects = client.genericKubernetesResources(ApiGroup.VOLSYNC_VERSION, kind);
    return (namespace == null ? objects.inAnyNamespace() : objects.inNamespace(namespace))
        .list().getItems().stream().map(Records::replication);
  }
}
