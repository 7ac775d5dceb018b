package caravan.components;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Stands in for a CSI driver with its provisioner and the snapshot controller: volumes and
 * snapshots are folders. Binding is left to the real controller.
 */
public final class StorageStandIn implements AutoCloseable {
  public static final String DRIVER = "folders.test";

  /** The default class, which provisions at once. */
  public static final String CLASS = "folders";

  /** The class that waits for the first pod. */
  public static final String WAITING_CLASS = "folders-wffc";

  public static final String SNAPSHOT_CLASS = "folders";

  private final KubernetesClient client;
  private final VolumeFolders folders = VolumeFolders.create();
  private final Provisioner provisioner;
  private final Snapshotter snapshotter;
  private final Loop loop;
  private volatile boolean isSnapshotControllerDead;

  private StorageStandIn(KubernetesClient client) {
    this.client = client;
    provisioner = new Provisioner(client, folders);
    snapshotter = new Snapshotter(client, folders);
    loop =
        Loop.of(
            "storage stand-in",
            () -> {
              if (!isSnapshotControllerDead) {
                Loop.attempt("snapshotter", snapshotter::pass);
              }
              Loop.attempt("provisioner", provisioner::pass);
            });
  }

  /** Makes its classes and begins; the CRDs of snapshots must be there. */
  static StorageStandIn start(ApiServer api) {
    var client = api.client();
    client.resource(storageClass(CLASS, "Immediate").build()).serverSideApply();
    client.resource(storageClass(WAITING_CLASS, "WaitForFirstConsumer").build()).serverSideApply();
    client.resource(snapshotClass()).serverSideApply();
    return new StorageStandIn(api.clientWithoutRetries());
  }

  private static StorageClassBuilder storageClass(String name, String mode) {
    return new StorageClassBuilder()
        .withNewMetadata()
        .withName(name)
        .addToAnnotations(
            "storageclass.kubernetes.io/is-default-class", String.valueOf(name.equals(CLASS)))
        .endMetadata()
        .withProvisioner(DRIVER)
        .withReclaimPolicy("Delete")
        .withVolumeBindingMode(mode);
  }

  private static GenericKubernetesResource snapshotClass() {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(Snapshotter.API_VERSION)
        .withKind("VolumeSnapshotClass")
        .withNewMetadata()
        .withName(SNAPSHOT_CLASS)
        .addToAnnotations("snapshot.storage.kubernetes.io/is-default-class", "true")
        .endMetadata()
        .withAdditionalProperties(Map.of("driver", DRIVER, "deletionPolicy", "Delete"))
        .build();
  }

  /** Where the files of a bound claim are. */
  public Path folderOf(String namespace, String claim) {
    var object = client.persistentVolumeClaims().inNamespace(namespace).withName(claim).require();
    return Volumes.folderOf(client, object)
        .orElseThrow(() -> new AssertionError(namespace + "/" + claim + " is not bound"));
  }

  /** From now on a snapshot is usable only this long after it is taken. */
  public void snapshotDelay(Duration delay) {
    snapshotter.delay = delay;
  }

  /** While true, nobody looks at snapshots at all. */
  public void snapshotControllerDead(boolean isDead) {
    isSnapshotControllerDead = isDead;
  }

  /** While true, snapshots are taken and stay unusable. */
  public void snapshotsNeverReady(boolean neverReady) {
    snapshotter.neverReady = neverReady;
  }

  /** While not null, taking a snapshot fails with this message. */
  public void snapshotsFail(String message) {
    snapshotter.failure = message;
  }

  /** While not null, claims stay pending with this message in an event. */
  public void provisioningFails(String message) {
    provisioner.failure = message;
  }

  @Override
  public void close() {
    loop.close();
    client.close();
    folders.close();
  }
}
