package caravan.components;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the folder behind a claim or a volume. */
final class Volumes {
  static final String FOLDER = "folder";

  private Volumes() {}

  static boolean isBound(PersistentVolumeClaim claim) {
    return "Bound".equals(claim.getStatus().getPhase());
  }

  /** The volume that a claim is bound to; empty while there is none. */
  static Optional<PersistentVolume> of(KubernetesClient client, PersistentVolumeClaim claim) {
    return isBound(claim)
        ? Optional.ofNullable(
            client.persistentVolumes().withName(claim.getSpec().getVolumeName()).get())
        : Optional.empty();
  }

  static Optional<Path> folderOf(KubernetesClient client, PersistentVolumeClaim claim) {
    return of(client, claim).map(Volumes::folderOf);
  }

  static Path folderOf(PersistentVolume volume) {
    var spec = volume.getSpec();
    return Path.of(
        spec.getHostPath() != null
            ? spec.getHostPath().getPath()
            : spec.getCsi().getVolumeAttributes().get(FOLDER));
  }
}
