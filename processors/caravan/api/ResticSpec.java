package caravan.api;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/** What a source and a destination say in the same words about their repository and mover. */
public sealed interface ResticSpec permits ResticSource, ResticDestination {
  String copyMethod();

  Quantity capacity();

  String storageClassName();

  List<String> accessModes();

  String volumeSnapshotClassName();

  /** The Secret with {@code RESTIC_REPOSITORY}, {@code RESTIC_PASSWORD} and the store's keys. */
  String repository();

  CustomCa customCA();

  /** Whether the certificate of an authority of the store's own is asked for. */
  default boolean hasCustomCa() {
    return customCA() != null && customCA().namesOne();
  }

  Quantity cacheCapacity();

  String cacheStorageClassName();

  List<String> cacheAccessModes();

  PodSecurityContext moverSecurityContext();

  String moverServiceAccount();

  Map<String, String> moverPodLabels();

  ResourceRequirements moverResources();

  Map<String, String> moverNodeSelector();

  Affinity moverAffinity();

  List<Toleration> moverTolerations();

  List<MoverVolume> moverVolumes();
}
