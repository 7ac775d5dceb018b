package caravan.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;

/** A source or a destination, as far as the state machine goes, which is the same for both. */
public sealed interface Replication permits ReplicationSource, ReplicationDestination {
  String apiVersion();

  String kind();

  ObjectMeta metadata();

  /** Never null. */
  ReplicationStatus status();

  /** Never null. */
  @JsonIgnore
  Trigger trigger();

  /** Null when the object names no restic mover. */
  @JsonIgnore
  ResticSpec restic();

  @JsonIgnore
  External external();

  @JsonIgnore
  boolean isPaused();

  @JsonIgnore
  ObjectKey key();

  /** {@code source} or {@code destination}, as metrics and names have it. */
  @JsonIgnore
  String role();

  Replication withStatus(ReplicationStatus status);

  @JsonIgnore
  default String name() {
    return key().name();
  }

  @JsonIgnore
  default String namespace() {
    return key().namespace();
  }

  /** Null when there is none. */
  default String annotation(String key) {
    var annotations = metadata().getAnnotations();
    return annotations == null ? null : annotations.get(key);
  }

  /** Of the spec, counted by the API server; null where there is none. */
  @JsonIgnore
  default Long generation() {
    return metadata().getGeneration();
  }

  /** When the object was made, null when that is not known. */
  @JsonIgnore
  default Instant createdAt() {
    var text = metadata().getCreationTimestamp();
    return text == null ? null : Instant.parse(text);
  }
}
