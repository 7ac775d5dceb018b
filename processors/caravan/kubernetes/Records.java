package caravan.kubernetes;

import caravan.api.ApiGroup;
import caravan.api.PersistentVolumeClaim;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationSource;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/** Objects of the cluster as our records, and statuses on their way back. */
final class Records {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Records() {}

  /** A source or a destination. */
  static Replication replication(GenericKubernetesResource object) {
    return object.getKind().equals(ApiGroup.REPLICATION_SOURCE)
        ? MAPPER.convertValue(object, ReplicationSource.class)
        : MAPPER.convertValue(object, ReplicationDestination.class);
  }

  static PersistentVolumeClaim claim(GenericKubernetesResource object) {
    return MAPPER.convertValue(object, PersistentVolumeClaim.class);
  }

  /** The object with its status, as it is written: only the version it was read in is named. */
  static GenericKubernetesResource withStatus(Replication object) {
    var written = new GenericKubernetesResource();
    written.setApiVersion(object.apiVersion());
    written.setKind(object.kind());
    written.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(object.namespace())
            .withName(object.name())
            .withUid(object.metadata().getUid())
            .withResourceVersion(object.metadata().getResourceVersion())
            .build());
    var status = MAPPER.convertValue(object.status(), new TypeReference<Map<String, Object>>() {});
    written.setAdditionalProperty("status", status);
    return written;
  }
}
