package caravan.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
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
    passOn(now);
  }

  @Override
  public void onDelete(GenericKubernetesResource object, boolean isFinalStateUnknown) {
    passOn(object);
  }

  private void passOn(GenericKubernetesResource object) {
    for (var owner : object.getMetadata().getOwnerReferences()) {
      if (Boolean.TRUE.equals(owner.getController())) {
        var name = new ObjectName(object.getMetadata().getNamespace(), owner.getName());
        ownerOfChanged.accept(name, owner.getUid());
      }
    }
  }
}
