package caravan.kubernetes.objects;

import caravan.api.ApiGroup;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReferenceBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A VolumeSnapshot, as far as it is read and written here. */
public record Snapshot(GenericKubernetesResource object) {
  public static final String API_VERSION = ApiGroup.SNAPSHOT_GROUP + "/v1";

  /** One to be taken of a claim; the class is the cluster's default when null. */
  static Snapshot of(ObjectMeta metadata, String claim, String snapshotClass) {
    var spec = new HashMap<String, Object>();
    spec.put("source", Map.of("persistentVolumeClaimName", claim));
    if (snapshotClass != null) {
      spec.put("volumeSnapshotClassName", snapshotClass);
    }
    var object = new GenericKubernetesResource();
    object.setApiVersion(API_VERSION);
    object.setKind(ApiGroup.VOLUME_SNAPSHOT);
    object.setMetadata(metadata);
    object.setAdditionalProperty("spec", spec);
    return new Snapshot(object);
  }

  public String name() {
    return object.getMetadata().getName();
  }

  public boolean isBound() {
    return object.get("status", "boundVolumeSnapshotContentName") instanceof String;
  }

  /** Whether a volume made from it has the content: only what the driver has said counts. */
  public boolean isReady() {
    return isBound() && Boolean.TRUE.equals(object.get("status", "readyToUse"));
  }

  /** What the driver could not do, where it said so. */
  public Optional<String> error() {
    return object.get("status", "error", "message") instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  /** How large a volume made from it must be at least, null when the driver does not say. */
  Quantity restoreSize() {
    return object.get("status", "restoreSize") instanceof String size ? new Quantity(size) : null;
  }

  TypedLocalObjectReference reference() {
    return new TypedLocalObjectReferenceBuilder()
        .withApiGroup(ApiGroup.SNAPSHOT_GROUP)
        .withKind(ApiGroup.VOLUME_SNAPSHOT)
        .withName(name())
        .build();
  }
}
