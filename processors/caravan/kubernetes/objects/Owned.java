package caravan.kubernetes.objects;

import caravan.api.Labels;
import caravan.api.Replication;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** The metadata of what is made for a source or destination: it goes with its owner. */
final class Owned {
  private Owned() {}

  static ObjectMetaBuilder metadata(Replication owner, String name) {
    return new ObjectMetaBuilder()
        .withNamespace(owner.namespace())
        .withName(name)
        .addToLabels(Labels.CREATED_BY, Labels.CREATED_BY_VALUE)
        .addToOwnerReferences(reference(owner));
  }

  /** Made for one attempt, and gone at the end of the run. */
  static ObjectMeta temporary(Replication owner, String name, Attempt attempt) {
    return metadata(owner, name)
        .addToLabels(Labels.CLEANUP, owner.metadata().getUid())
        .addToAnnotations(Attempt.ANNOTATION, attempt.id())
        .build();
  }

  /** An owner that does not control what others need too. */
  static OwnerReference shared(Replication owner) {
    return reference(owner).edit().withController(null).withBlockOwnerDeletion(null).build();
  }

  private static OwnerReference reference(Replication owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.apiVersion())
        .withKind(owner.kind())
        .withName(owner.name())
        .withUid(owner.metadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
