package caravan.components;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Map;

/** Makes a volume for each claim that asks for one, as external-provisioner does. */
final class Provisioner {
  static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
  private static final String PROVISIONER = "volume.kubernetes.io/storage-provisioner";
  private static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";

  private final KubernetesClient client;
  private final VolumeFolders folders;
  private final Warnings warnings;
  volatile String failure;

  Provisioner(KubernetesClient client, VolumeFolders folders) {
    this.client = client;
    this.folders = folders;
    warnings = new Warnings(client, StorageStandIn.DRIVER);
  }

  /** Why a claim gets no volume for now; its users read it in an event. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message, Object... arguments) {
      super(message.formatted(arguments));
    }
  }

  void pass() {
    for (var claim : client.persistentVolumeClaims().inAnyNamespace().list().getItems()) {
      if (isWanted(claim)) {
        Loop.attempt("provisioning", () -> provision(claim));
      }
    }
    for (var volume : client.persistentVolumes().list().getItems()) {
      if (isReleased(volume)) {
        Loop.attempt("removing a volume", () -> remove(volume));
      }
    }
  }

  private boolean isWanted(PersistentVolumeClaim claim) {
    var metadata = claim.getMetadata();
    var annotations = metadata.getAnnotations();
    return claim.getSpec().getVolumeName() == null
        && metadata.getDeletionTimestamp() == null
        && StorageStandIn.DRIVER.equals(annotations.get(PROVISIONER))
        && (!waitsForPod(claim) || annotations.containsKey(SELECTED_NODE))
        && client.persistentVolumes().withName(nameOf(claim)).get() == null;
  }

  private static boolean waitsForPod(PersistentVolumeClaim claim) {
    return StorageStandIn.WAITING_CLASS.equals(claim.getSpec().getStorageClassName());
  }

  private static String nameOf(PersistentVolumeClaim claim) {
    return "pvc-" + claim.getMetadata().getUid();
  }

  private void provision(PersistentVolumeClaim claim) {
    try {
      if (failure != null) {
        throw new Refused("%s", failure);
      }
      var source = claim.getSpec().getDataSourceRef();
      var folder =
          switch (source == null ? "" : source.getKind()) {
            case "" -> folders.make(nameOf(claim));
            case "PersistentVolumeClaim" -> clone(claim, source.getName());
            case "VolumeSnapshot" -> restore(claim, source.getName());
            default -> null; // a populator's business
          };
      if (folder != null) {
        client.resource(volume(claim, folder)).create();
      }
    } catch (Refused e) {
      var message =
          "failed to provision volume with StorageClass \"%s\": %s"
              .formatted(claim.getSpec().getStorageClassName(), e.getMessage());
      warnings.say(claim, "ProvisioningFailed", message);
    }
  }

  private Path clone(PersistentVolumeClaim claim, String sourceName) {
    var source =
        client
            .persistentVolumeClaims()
            .inNamespace(claim.getMetadata().getNamespace())
            .withName(sourceName)
            .get();
    if (source == null || !Volumes.isBound(source)) {
      throw new Refused("the source PVC %s is not bound", sourceName);
    }
    requireSpace(claim, source.getStatus().getCapacity().get("storage"), "PVC " + sourceName);
    return folders.copy(Volumes.folderOf(client, source).orElseThrow(), nameOf(claim));
  }

  private Path restore(PersistentVolumeClaim claim, String snapshotName) {
    var snapshot =
        client
            .genericKubernetesResources(Snapshotter.SNAPSHOTS)
            .inNamespace(claim.getMetadata().getNamespace())
            .withName(snapshotName)
            .get();
    var source = "error getting handle for DataSource Type VolumeSnapshot by Name " + snapshotName;
    if (snapshot == null) {
      throw new Refused("%s: error getting snapshot %s from api server", source, snapshotName);
    }
    if (!Boolean.TRUE.equals(snapshot.get("status", "readyToUse"))) {
      throw new Refused("%s: snapshot %s is not Ready", source, snapshotName);
    }
    String size = snapshot.get("status", "restoreSize");
    requireSpace(claim, new Quantity(size), "snapshot " + snapshotName);
    return folders.copy(folders.of(Snapshotter.contentOf(snapshot)), nameOf(claim));
  }

  private static void requireSpace(PersistentVolumeClaim claim, Quantity needed, String source) {
    if (sizeOf(claim).getNumericalAmount().compareTo(needed.getNumericalAmount()) < 0) {
      throw new Refused(
          "requested volume size %s is less than the size %s for the source %s",
          sizeOf(claim), needed, source);
    }
  }

  private static Quantity sizeOf(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests().get("storage");
  }

  private static PersistentVolume volume(PersistentVolumeClaim claim, Path folder) {
    var metadata = claim.getMetadata();
    return new PersistentVolumeBuilder()
        .withNewMetadata()
        .withName(nameOf(claim))
        .addToAnnotations(PROVISIONED_BY, StorageStandIn.DRIVER)
        .endMetadata()
        .withNewSpec()
        .addToCapacity("storage", sizeOf(claim))
        .withAccessModes(claim.getSpec().getAccessModes())
        .withVolumeMode(claim.getSpec().getVolumeMode())
        .withStorageClassName(claim.getSpec().getStorageClassName())
        .withPersistentVolumeReclaimPolicy("Delete")
        .withNewClaimRef()
        .withApiVersion("v1")
        .withKind("PersistentVolumeClaim")
        .withNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion())
        .endClaimRef()
        .withNewCsi()
        .withDriver(StorageStandIn.DRIVER)
        .withVolumeHandle(nameOf(claim))
        .withVolumeAttributes(Map.of(Volumes.FOLDER, folder.toString()))
        .endCsi()
        .endSpec()
        .build();
  }

  private static boolean isReleased(PersistentVolume volume) {
    var spec = volume.getSpec();
    return spec.getCsi() != null
        && StorageStandIn.DRIVER.equals(spec.getCsi().getDriver())
        && "Delete".equals(spec.getPersistentVolumeReclaimPolicy())
        && volume.getStatus() != null
        && "Released".equals(volume.getStatus().getPhase());
  }

  private void remove(PersistentVolume volume) {
    folders.delete(volume.getSpec().getCsi().getVolumeHandle());
    client.resource(volume).delete();
  }
}
