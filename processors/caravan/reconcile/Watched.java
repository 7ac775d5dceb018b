package caravan.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.function.Predicate;

/**
 * What one watch is for.
 *
 * @param namespace empty for all
 * @param labels a label selector, empty for none
 * @param keep which objects are of use at all
 */
record Watched(
    ResourcePath resource,
    String namespace,
    String labels,
    Predicate<GenericKubernetesResource> keep,
    Part part) {
  static final Predicate<GenericKubernetesResource> ALL = new All();

  /** As a class, so that two of them are the same. */
  private record All() implements Predicate<GenericKubernetesResource> {
    @Override
    public boolean test(GenericKubernetesResource object) {
      return true;
    }
  }

  /** How much of each object is kept. */
  enum Part {
    /** All but the book-keeping of who wrote which field. */
    WHOLE,
    /** What tells whose it is. */
    METADATA;

    GenericKubernetesResource of(GenericKubernetesResource object) {
      var metadata = new ObjectMetaBuilder(object.getMetadata()).withManagedFields().build();
      if (this == WHOLE) {
        object.setMetadata(metadata);
        return object;
      }
      var part = new GenericKubernetesResource();
      part.setApiVersion(object.getApiVersion());
      part.setKind(object.getKind());
      part.setMetadata(metadata);
      return part;
    }
  }
}
