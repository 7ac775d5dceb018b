package caravan.kubernetes.objects;

import caravan.api.Annotations;
import caravan.api.ApiGroup;
import caravan.api.Labels;
import caravan.api.PersistentVolumeClaim;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirementsBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The claim that is filled from an image in the place of a user's claim. */
public final class PrimeClaim {
  private static final String FOUND = "pv.kubernetes.io/bound-by-controller";
  private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

  private PrimeClaim() {}

  /** Like the user's claim, but filled from the image. */
  public static io.fabric8.kubernetes.api.model.PersistentVolumeClaim of(
      PersistentVolumeClaim claim, Snapshot image) {
    return new PersistentVolumeClaimBuilder(empty(claim))
        .editSpec()
        .withNewDataSourceRef()
        .withApiGroup(ApiGroup.SNAPSHOT_GROUP)
        .withKind(ApiGroup.VOLUME_SNAPSHOT)
        .withName(image.name())
        .endDataSourceRef()
        .endSpec()
        .build();
  }

  /** Like the user's claim, to be restored into. */
  public static io.fabric8.kubernetes.api.model.PersistentVolumeClaim empty(
      PersistentVolumeClaim claim) {
    var spec = claim.spec();
    return new PersistentVolumeClaimBuilder()
        .withMetadata(metadata(claim))
        .withNewSpec()
        .withAccessModes(spec.accessModes())
        .withStorageClassName(spec.storageClassName())
        .withVolumeMode(spec.volumeMode())
        .withResources(resources(claim))
        .endSpec()
        .build();
  }

  private static ObjectMeta metadata(PersistentVolumeClaim claim) {
    var owner =
        new OwnerReferenceBuilder()
            .withApiVersion("v1")
            .withKind(ApiGroup.PERSISTENT_VOLUME_CLAIM)
            .withName(claim.metadata().getName())
            .withUid(claim.metadata().getUid())
            .withController(true)
            .withBlockOwnerDeletion(true)
            .build();
    var metadata =
        new ObjectMetaBuilder()
            .withNamespace(claim.metadata().getNamespace())
            .withName(Names.primeClaim(claim.metadata().getUid()))
            .addToLabels(Labels.CREATED_BY, Labels.CREATED_BY_VALUE)
            .addToLabels(Labels.POPULATOR_PVC_FOR, claim.metadata().getName())
            .addToOwnerReferences(owner);
    var annotations = claim.metadata().getAnnotations();
    if (annotations != null && annotations.containsKey(SELECTED_NODE)) {
      metadata.addToAnnotations(SELECTED_NODE, annotations.get(SELECTED_NODE));
    }
    return metadata.build();
  }

  private static VolumeResourceRequirements resources(PersistentVolumeClaim claim) {
    var asked = claim.spec().resources();
    return asked == null
        ? null
        : new VolumeResourceRequirementsBuilder()
            .withRequests(quantities(asked.get("requests")))
            .withLimits(quantities(asked.get("limits")))
            .build();
  }

  private static Map<String, Quantity> quantities(Object written) {
    var quantities = new HashMap<String, Quantity>();
    if (written instanceof Map<?, ?> map) {
      map.forEach((name, size) -> quantities.put(name + "", Quantity.parse(size + "")));
    }
    return quantities;
  }

  /** How much the image needs when the claim asks for less. */
  public static Optional<Quantity> missing(PersistentVolumeClaim claim, Snapshot image) {
    var needed = image.restoreSize();
    var requests = claim.spec().resources() == null ? null : resources(claim).getRequests();
    var asked = requests == null ? null : requests.get("storage");
    return needed == null || asked == null || asked.compareTo(needed) >= 0
        ? Optional.empty()
        : Optional.of(needed);
  }

  /** The image it is filled from. */
  public static Optional<String> image(
      io.fabric8.kubernetes.api.model.PersistentVolumeClaim prime) {
    var reference = prime.getSpec().getDataSourceRef();
    return reference == null || !ApiGroup.VOLUME_SNAPSHOT.equals(reference.getKind())
        ? Optional.empty()
        : Optional.of(reference.getName());
  }

  /** Makes the prime claim one of the image's owners; false when it is one, or nobody is to be. */
  public static boolean own(
      Snapshot image, io.fabric8.kubernetes.api.model.PersistentVolumeClaim prime) {
    var metadata = image.object().getMetadata();
    var uid = prime.getMetadata().getUid();
    boolean isKept =
        metadata.getLabels() != null && metadata.getLabels().containsKey(Labels.DO_NOT_DELETE);
    if (isKept || metadata.getOwnerReferences().stream().anyMatch(it -> uid.equals(it.getUid()))) {
      return false;
    }
    var owners = new ArrayList<>(metadata.getOwnerReferences());
    owners.add(
        new OwnerReferenceBuilder()
            .withApiVersion("v1")
            .withKind(ApiGroup.PERSISTENT_VOLUME_CLAIM)
            .withName(prime.getMetadata().getName())
            .withUid(uid)
            .build());
    metadata.setOwnerReferences(owners);
    return true;
  }

  /** The image is used no longer; one whose destination is gone goes with its last owner. */
  public static void disown(
      Snapshot image, io.fabric8.kubernetes.api.model.PersistentVolumeClaim prime) {
    var metadata = image.object().getMetadata();
    boolean isKept =
        metadata.getLabels() != null && metadata.getLabels().containsKey(Labels.DO_NOT_DELETE);
    if (isKept) {
      var owners = new ArrayList<>(metadata.getOwnerReferences());
      owners.removeIf(it -> prime.getMetadata().getUid().equals(it.getUid()));
      metadata.setOwnerReferences(owners);
    }
  }

  /** Whether a volume was found for a claim, rather than made for it. */
  public static boolean wasThereBefore(PersistentVolume volume) {
    var annotations = volume.getMetadata().getAnnotations();
    return annotations != null && annotations.containsKey(FOUND);
  }

  /**
   * The volume as that of the user's claim.
   *
   * @param origin what it was filled from
   */
  public static PersistentVolume handedOver(
      PersistentVolume volume, PersistentVolumeClaim claim, String origin) {
    var metadata = claim.metadata();
    return new PersistentVolumeBuilder(volume)
        .editMetadata()
        .addToAnnotations(Annotations.POPULATED_FROM, metadata.getNamespace() + "/" + origin)
        .endMetadata()
        .editSpec()
        .withNewClaimRef()
        .withApiVersion("v1")
        .withKind(ApiGroup.PERSISTENT_VOLUME_CLAIM)
        .withNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion())
        .endClaimRef()
        .endSpec()
        .build();
  }
}
