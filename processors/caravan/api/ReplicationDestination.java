package caravan.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** A volume that is restored. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplicationDestination(
    String apiVersion,
    String kind,
    ObjectMeta metadata,
    ReplicationDestinationSpec spec,
    ReplicationStatus status)
    implements Replication {

  public ReplicationDestination {
    spec =
        spec == null
            ? new ReplicationDestinationSpec(null, null, null, null, null, null, null)
            : spec;
    status = status == null ? ReplicationStatus.EMPTY : status;
  }

  @Override
  @JsonIgnore
  public Trigger trigger() {
    return spec.trigger() == null ? Trigger.NONE : spec.trigger();
  }

  @Override
  @JsonIgnore
  public ResticDestination restic() {
    return spec.restic();
  }

  @Override
  @JsonIgnore
  public External external() {
    return spec.external();
  }

  @Override
  @JsonIgnore
  public boolean isPaused() {
    return Boolean.TRUE.equals(spec.paused());
  }

  @Override
  @JsonIgnore
  public ObjectKey key() {
    return new ObjectKey(
        ApiGroup.REPLICATION_DESTINATION, metadata.getNamespace(), metadata.getName());
  }

  @Override
  @JsonIgnore
  public String role() {
    return "destination";
  }

  @Override
  public ReplicationDestination withStatus(ReplicationStatus newStatus) {
    return new ReplicationDestination(apiVersion, kind, metadata, spec, newStatus);
  }
}
