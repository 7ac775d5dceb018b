package caravan.kubernetes.objects;

import caravan.api.Labels;
import caravan.api.Replication;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.List;

/** A copy of one of the operator's pull Secrets, shared by all movers of a namespace. */
public final class PullSecret {
  private PullSecret() {}

  /**
   * The copy for a mover of the object.
   *
   * @param owners who owns the copy that is there
   */
  public static Secret copy(Secret original, Replication object, List<OwnerReference> owners) {
    var all = new ArrayList<>(owners);
    all.removeIf(it -> it.getUid().equals(object.metadata().getUid()));
    all.add(Owned.shared(object));
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(object.namespace())
        .withName(Names.pullSecret(original.getMetadata().getName()))
        .addToLabels(Labels.CREATED_BY, Labels.CREATED_BY_VALUE)
        .withOwnerReferences(all)
        .endMetadata()
        .withType(original.getType())
        .withData(original.getData())
        .build();
  }
}
