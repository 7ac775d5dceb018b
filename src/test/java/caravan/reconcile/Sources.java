package caravan.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Custom objects with a generation and a status of its own, in one namespace. */
record Sources(KubernetesClient client, String namespace) {
  static final String RESOURCE = "volsync.backube/v1alpha1/replicationsources";

  static void install(KubernetesClient client) throws IOException {
    try (var yaml = Files.newInputStream(Path.of("crds/replicationsources.yaml"))) {
      var crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
      client.resource(crd).create();
      client.resource(crd).waitUntilCondition(Sources::isEstablished, 20, TimeUnit.SECONDS);
    }
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    return crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(it -> it.getType().equals("Established") && it.getStatus().equals("True"));
  }

  GenericKubernetesResource source(String name) {
    var yaml =
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationSource
        metadata: {name: "%s", namespace: "%s"}
        spec: {sourcePVC: data}
        """;
    return Serialization.unmarshal(
        yaml.formatted(name, namespace), GenericKubernetesResource.class);
  }

  GenericKubernetesResource create(String name) {
    return client.resource(source(name)).create();
  }

  GenericKubernetesResource get(String name) {
    return client.resource(source(name)).get();
  }

  void edit(String name, Consumer<GenericKubernetesResource> change) {
    var object = get(name);
    change.accept(object);
    client.resource(object).update();
  }

  void writeStatus(String name, String value) {
    var object = get(name);
    object.setAdditionalProperty("status", Map.of("lastManualSync", value));
    client.resource(object).updateStatus();
  }
}
