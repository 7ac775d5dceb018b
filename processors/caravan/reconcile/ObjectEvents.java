package caravan.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Passes on the names of objects that came, went, or were changed by somebody but their status. */
record ObjectEvents(Predicate<GenericKubernetesResource> keep, Consumer<ObjectName> changed)
    implements ResourceEventHandler<GenericKubernetesResource> {

  @Override
  public void onAdd(GenericKubernetesResource object) {
    if (keep.test(object)) {
      changed.accept(ObjectName.of(object));
    }
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
    if (keep.test(now) && isChanged(before, now)) {
      changed.accept(ObjectName.of(now));
    }
  }

  /** A kind without generations, such as a claim, changes with every write. */
  private static boolean isChanged(
      GenericKubernetesResource before, GenericKubernetesResource now) {
    var old = before.getMetadata();
    var fresh = now.getMetadata();
    return fresh.getGeneration() == null
        || !Objects.equals(old.getUid(), fresh.getUid())
        || !Objects.equals(old.getGeneration(), fresh.getGeneration())
        || !Objects.equals(old.getLabels(), fresh.getLabels())
        || !Objects.equals(old.getAnnotations(), fresh.getAnnotations())
        || !Objects.equals(old.getDeletionTimestamp(), fresh.getDeletionTimestamp());
  }

  @Override
  public void onDelete(GenericKubernetesResource object, boolean isFinalStateUnknown) {
    changed.accept(ObjectName.of(object));
  }
}
