package caravan.manifest;

import caravan.api.ObjectKey;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A status document: whose status it is, and the status.
 *
 * @param <T> the status of that kind of object
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectStatus<T>(String apiVersion, String kind, Metadata metadata, T status) {

  /**
   * @param creationTimestamp when the object was first seen
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Metadata(String name, String namespace, Instant creationTimestamp) {}

  public static <T> ObjectStatus<T> of(
      String apiVersion, ObjectKey key, Instant created, T status) {
    return new ObjectStatus<>(
        apiVersion, key.kind(), new Metadata(key.name(), key.namespace(), created), status);
  }
}
