package caravan.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/** A volume as its user asks for it; only what says how it is filled is looked into. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersistentVolumeClaim(
    String apiVersion, String kind, ObjectMeta metadata, Spec spec, Map<String, Object> status) {

  /** The claim's wishes. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Spec(
      List<String> accessModes,
      Map<String, Object> resources,
      String storageClassName,
      String volumeMode,
      String volumeName,
      String volumeAttributesClassName,
      Map<String, Object> selector,
      DataSource dataSource,
      DataSource dataSourceRef) {}

  /** What the volume is filled from before anybody sees it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DataSource(String apiGroup, String kind, String name, String namespace) {}

  @JsonIgnore
  public ObjectKey key() {
    return new ObjectKey(
        ApiGroup.PERSISTENT_VOLUME_CLAIM, metadata.getNamespace(), metadata.getName());
  }

  /** The ReplicationDestination that fills it, null when there is none. */
  @JsonIgnore
  public ObjectKey filledBy() {
    var source = spec == null ? null : spec.dataSourceRef();
    if (source == null
        || !ApiGroup.VOLSYNC.equals(source.apiGroup())
        || !ApiGroup.REPLICATION_DESTINATION.equals(source.kind())
        || source.name() == null
        || source.name().isEmpty()) {
      return null;
    }
    return new ObjectKey(source.kind(), metadata.getNamespace(), source.name());
  }
}
