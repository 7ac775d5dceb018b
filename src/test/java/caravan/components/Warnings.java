package caravan.components;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.Set;

/** Events of type Warning, said once about each object. */
final class Warnings {
  private final KubernetesClient client;
  private final String component;
  private final Set<String> said = new HashSet<>();

  Warnings(KubernetesClient client, String component) {
    this.client = client;
    this.component = component;
  }

  void say(HasMetadata object, String reason, String message) {
    var metadata = object.getMetadata();
    var text = metadata.getUid() + reason + message;
    if (said.contains(text)) {
      return;
    }
    var event =
        new EventBuilder()
            .withNewMetadata()
            .withGenerateName(metadata.getName() + ".")
            .withNamespace(metadata.getNamespace())
            .endMetadata()
            .withType("Warning")
            .withReason(reason)
            .withMessage(message)
            .withNewSource()
            .withComponent(component)
            .endSource()
            .withFirstTimestamp(Times.now())
            .withLastTimestamp(Times.now())
            .withCount(1)
            .withNewInvolvedObject()
            .withApiVersion(object.getApiVersion())
            .withKind(object.getKind())
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .endInvolvedObject()
            .build();
    client.v1().events().inNamespace(metadata.getNamespace()).resource(event).create();
    said.add(text);
  }
}
