package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.NFSVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;

/** One more volume in the mover's pod, mounted at {@code /mnt/<mountPath>}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MoverVolume(String mountPath, Source volumeSource) {
  /** One of the three. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Source(
      SecretVolumeSource secret,
      NFSVolumeSource nfs,
      PersistentVolumeClaimVolumeSource persistentVolumeClaim) {}
}
