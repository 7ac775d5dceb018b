package caravan.kubernetes.objects;

import caravan.api.Labels;
import caravan.api.Replication;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;

/** A copy of one of the operator's pull Secrets, shared by all movers of a namespace. */
public final class PullSecret {
  private PullSecret() {}

  /**
   * The copy for a mover of the object. The first that needs it owns it, as one more owner could be
   * named only by who may delete Secrets; gone with its owner, it is made again by the next mover.
   *
   * @param owners who owns the copy that is there, none when there is no copy
   */
  public static Secret copy(Secret original, Replication object, List<OwnerReference> owners) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(object.namespace())
        .withName(Names.pullSecret(original.getMetadata().getName()))
        .addToLabels(Labels.CREATED_BY, Labels.CREATED_BY_VALUE)
        .withOwnerReferences(owners.isEmpty() ? List.of(Owned.shared(object)) : owners)
        .endMetadata()
        .withType(original.getType())
        .withData(original.getData())
        .build();
  }
}
