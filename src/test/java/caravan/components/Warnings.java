package caravan.components;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
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
    client
        .v1()
        .events()
        .inNamespace(metadata.getNamespace())
        .resource(event(metadata, reason, message).withInvolvedObject(referenceTo(object)).build())
        .create();
    said.add(text);
  }

  private EventBuilder event(ObjectMeta about, String reason, String message) {
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(about.getName() + ".")
        .withNamespace(about.getNamespace())
        .endMetadata()
        .withType("Warning")
        .withReason(reason)
        .withMessage(message)
        .withNewSource()
        .withComponent(component)
        .endSource()
        .withFirstTimestamp(Times.now())
        .withLastTimestamp(Times.now())
        .withCount(1);
  }

  private static ObjectReference referenceTo(HasMetadata object) {
    return new ObjectReferenceBuilder()
        .withApiVersion(object.getApiVersion())
        .withKind(object.getKind())
        .withNamespace(object.getMetadata().getNamespace())
        .withName(object.getMetadata().getName())
        .withUid(object.getMetadata().getUid())
        .build();
  }
}
