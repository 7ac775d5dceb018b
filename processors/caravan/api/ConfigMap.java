package caravan.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/** Settings that are no secret; read for the certificate of a store's own authority. */
public record ConfigMap(
    String apiVersion,
    String kind,
    ObjectMeta metadata,
    Boolean immutable,
    Map<String, String> data,
    Map<String, String> binaryData) {

  @JsonIgnore
  public ObjectKey key() {
    return new ObjectKey(ApiGroup.CONFIG_MAP, metadata.getNamespace(), metadata.getName());
  }
}
