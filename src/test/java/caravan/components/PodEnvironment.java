package caravan.components;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables of a pod's container. */
final class PodEnvironment {
  /** Stands in a record of a run for what only the container may know. */
  static final String SECRET = "(secret)";

  private final KubernetesClient client;
  private final Pod pod;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> shown = new LinkedHashMap<>();

  private PodEnvironment(KubernetesClient client, Pod pod) {
    this.client = client;
    this.pod = pod;
  }

  /**
   * @throws NotYetRunnable when a Secret or a key in it is missing
   */
  static PodEnvironment of(KubernetesClient client, Pod pod) {
    var environment = new PodEnvironment(client, pod);
    environment.values.put("HOSTNAME", pod.getMetadata().getName());
    for (var variable : pod.getSpec().getContainers().getFirst().getEnv()) {
      environment.add(variable);
    }
    return environment;
  }

  private void add(EnvVar variable) {
    var from = variable.getValueFrom();
    if (from == null) {
      var value = variable.getValue() == null ? "" : variable.getValue();
      values.put(variable.getName(), value);
      shown.put(variable.getName(), value);
    } else if (from.getSecretKeyRef() != null) {
      var value = secret(from.getSecretKeyRef());
      if (value != null) {
        values.put(variable.getName(), value);
        shown.put(variable.getName(), SECRET);
      }
    } else if (from.getFieldRef() != null) {
      var value = field(from.getFieldRef().getFieldPath());
      values.put(variable.getName(), value);
      shown.put(variable.getName(), value);
    } else {
      throw new NotYetRunnable("no stand-in for the source of %s", variable.getName());
    }
  }

  private String secret(SecretKeySelector selector) {
    var namespace = pod.getMetadata().getNamespace();
    var secret = client.secrets().inNamespace(namespace).withName(selector.getName()).get();
    var value = secret == null ? null : secret.getData().get(selector.getKey());
    if (value != null) {
      return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }
    if (Boolean.TRUE.equals(selector.getOptional())) {
      return null;
    }
    throw secret == null
        ? new NotYetRunnable("secret \"%s\" not found", selector.getName())
        : new NotYetRunnable(
            "couldn't find key %s in Secret %s/%s",
            selector.getKey(), namespace, selector.getName());
  }

  private String field(String path) {
    return switch (path) {
      case "metadata.name" -> pod.getMetadata().getName();
      case "metadata.namespace" -> pod.getMetadata().getNamespace();
      case "metadata.uid" -> pod.getMetadata().getUid();
      case "spec.nodeName" -> pod.getSpec().getNodeName();
      default -> throw new NotYetRunnable("no stand-in for the field %s", path);
    };
  }

  /** What the process gets. */
  Map<String, String> values() {
    return values;
  }

  /** What may be told: without the values of Secrets. */
  Map<String, String> shown() {
    return shown;
  }
}
