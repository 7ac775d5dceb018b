package caravan.reconcile;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/** Small objects in one namespace of a real API server. */
record Objects(KubernetesClient client, String namespace) {

  ConfigMap create(String name) {
    return create(name, Map.of());
  }

  ConfigMap create(String name, Map<String, String> labels) {
    return client.resource(configMap(name, labels)).create();
  }

  ConfigMap configMap(String name, Map<String, String> labels) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .build();
  }

  void change(String name, String value) {
    client
        .configMaps()
        .inNamespace(namespace)
        .withName(name)
        .edit(it -> new ConfigMapBuilder(it).addToData("key", value).build());
  }

  void delete(String name) {
    client.configMaps().inNamespace(namespace).withName(name).delete();
  }

  Secret createOwned(String name, HasMetadata owner, String uid) {
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .addNewOwnerReference()
            .withApiVersion(owner.getApiVersion())
            .withKind(owner.getKind())
            .withName(owner.getMetadata().getName())
            .withUid(uid)
            .withController(true)
            .endOwnerReference()
            .endMetadata()
            .build();
    return client.resource(secret).create();
  }
}
