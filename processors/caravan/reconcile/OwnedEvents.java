package caravan.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.function.BiConsumer;

/** Passes on the name and the identity of the object that controls the one that changed. */
record OwnedEvents(BiConsumer<ObjectName, String> ownerOfChanged)
    implements ResourceEventHandler<GenericKubernetesResource> {

  @Override
  public void onAdd(GenericKubernetesResource object) {
    passOn(object);
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
    if (!owners(before).equals(owners(now))) {
      passOn(before);
    }
    passOn(now);
  }

  @Override
  public void onDelete(GenericKubernetesResource object, boolean isFinalStateUnknown) {
    passOn(object);
  }

  private void passOn(GenericKubernetesResource object) {
    var namespace = object.getMetadata().getNamespace();
    for (var owner : owners(object)) {
      if (Boolean.TRUE.equals(owner.getController())) {
        ownerOfChanged.accept(new ObjectName(namespace, owner.getName()), owner.getUid());
      }
    }
  }

  private static List<OwnerReference> owners(GenericKubernetesResource object) {
    return object.getMetadata().getOwnerReferences();
  }
}
