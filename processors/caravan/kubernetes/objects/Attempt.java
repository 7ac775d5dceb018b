package caravan.kubernetes.objects;

import caravan.api.Replication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/**
 * Which attempt of which run: what is made for one attempt is never taken for another's.
 *
 * @param id the run's start and how many attempts of it have failed
 */
public record Attempt(String id) {
  static final String ANNOTATION = "caravan.backube/attempt";

  /** The present attempt of an object whose run is under way. */
  public static Attempt of(Replication object) {
    var status = object.status();
    return new Attempt(status.lastSyncStartTime() + "/" + status.run().failures());
  }

  /** Whether the object was made for this attempt. */
  public boolean owns(HasMetadata made) {
    var annotations = made.getMetadata().getAnnotations();
    return annotations != null && Objects.equals(annotations.get(ANNOTATION), id);
  }
}
