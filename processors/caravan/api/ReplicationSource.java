package caravan.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** A volume that is backed up. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplicationSource(
    String apiVersion,
    String kind,
    ObjectMeta metadata,
    ReplicationSourceSpec spec,
    ReplicationStatus status)
    implements Replication {

  public ReplicationSource {
    spec =
        spec == null
            ? new ReplicationSourceSpec(null, null, null, null, null, null, null, null, null)
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
  public ResticSource restic() {
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
    return new ObjectKey(ApiGroup.REPLICATION_SOURCE, metadata.getNamespace(), metadata.getName());
  }

  @Override
  @JsonIgnore
  public String role() {
    return "source";
  }

  @Override
  public ReplicationSource withStatus(ReplicationStatus newStatus) {
    return new ReplicationSource(apiVersion, kind, metadata, spec, newStatus);
  }
}
