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
 * How a source is backed up: {@code spec.restic}.
 *
 * @param pruneIntervalDays days between prunes, 7 when null, 0 for every run
 * @param checkIntervalDays days between checks of the repository, none when null or 0
 * @param readDataSubset how much of the stored data a check reads, as restic's {@code
 *     --read-data-subset} has it, or {@code all}; null for the structure alone
 * @param unlock each new value makes the next run unlock the repository first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResticSource(
    String copyMethod,
    Quantity capacity,
    String storageClassName,
    List<String> accessModes,
    String volumeSnapshotClassName,
    String repository,
    CustomCa customCA,
    Retain retain,
    Integer pruneIntervalDays,
    Integer checkIntervalDays,
    String readDataSubset,
    String unlock,
    Exclude exclude,
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
    implements ResticSpec {}
