package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/**
 * How a destination is restored: {@code spec.restic}.
 *
 * @param destinationPVC an existing claim to restore into, null for one of our own
 * @param cleanupTempPVC our own claim goes after each run
 * @param previous how many snapshots to go back from the chosen one
 * @param restoreAsOf RFC 3339; no snapshot later than this
 * @param snapshot id of the one snapshot to restore, or its beginning, or {@code latest}; null to
 *     choose by the two above
 * @param onMissingSnapshot {@link #CONTINUE} when null: an empty volume is a success
 * @param enableFileDeletion what is in the volume and not in the snapshot goes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResticDestination(
    String copyMethod,
    Quantity capacity,
    String storageClassName,
    List<String> accessModes,
    String volumeSnapshotClassName,
    String repository,
    CustomCa customCA,
    String destinationPVC,
    Boolean cleanupTempPVC,
    Boolean cleanupCachePVC,
    Integer previous,
    String restoreAsOf,
    String snapshot,
    String onMissingSnapshot,
    Boolean enableFileDeletion,
    Quantity cacheCapacity,
    String cacheStorageClassName,
    List<String> cacheAccessModes,
    PodSecurityContext moverSecurityContext,
    String moverServiceAccount,
    Map<String, String> moverPodLabels,
    ResourceRequirements moverResources,
    Map<String, String> moverNodeSelector,
    Affinity moverAffinity,
    List<Toleration> moverTolerations,
    List<MoverVolume> moverVolumes)
    implements ResticSpec {
  public static final String CONTINUE = "Continue";
  public static final String FAIL = "Fail";
}
