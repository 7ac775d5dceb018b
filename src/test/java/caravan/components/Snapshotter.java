package caravan.components;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes the snapshots that are asked for, as snapshot-controller and its sidecar do. */
final class Snapshotter {
  static final String API_VERSION = "snapshot.storage.k8s.io/v1";
  static final ResourceDefinitionContext SNAPSHOTS = kind("VolumeSnapshot", true);
  private static final String SIZE = StorageStandIn.DRIVER + "/size";
  private static final ResourceDefinitionContext CONTENTS = kind("VolumeSnapshotContent", false);

  private final KubernetesClient client;
  private final VolumeFolders folders;
  private final Map<String, Instant> taken = new HashMap<>();
  volatile Duration delay = Duration.ZERO;
  volatile boolean neverReady;
  volatile String failure;

  Snapshotter(KubernetesClient client, VolumeFolders folders) {
    this.client = client;
    this.folders = folders;
  }

  private static ResourceDefinitionContext kind(String kind, boolean isNamespaced) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("snapshot.storage.k8s.io")
        .withVersion("v1")
        .withKind(kind)
        .withNamespaced(isNamespaced)
        .build();
  }

  static String contentOf(GenericKubernetesResource snapshot) {
    return "snapcontent-" + snapshot.getMetadata().getUid();
  }

  void pass() {
    var contents = client.genericKubernetesResources(CONTENTS).list().getItems();
    var snapshots = client.genericKubernetesResources(SNAPSHOTS).inAnyNamespace().list().getItems();
    for (var snapshot : snapshots) {
      if (isOurs(snapshot) && snapshot.getMetadata().getDeletionTimestamp() == null) {
        Loop.attempt("snapshot", () -> proceed(snapshot));
      }
    }
    var wanted = snapshots.stream().map(Snapshotter::contentOf).collect(Collectors.toSet());
    for (var content : contents) {
      if (!wanted.contains(content.getMetadata().getName())) {
        Loop.attempt("removing a snapshot", () -> remove(content));
      }
    }
  }

  private static boolean isOurs(GenericKubernetesResource snapshot) {
    String chosen = snapshot.get("spec", "volumeSnapshotClassName");
    return snapshot.get("spec", "source", "persistentVolumeClaimName") != null
        && (chosen == null || chosen.equals(StorageStandIn.SNAPSHOT_CLASS));
  }

  private void proceed(GenericKubernetesResource snapshot) {
    if (snapshot.get("status", "boundVolumeSnapshotContentName") == null) {
      take(snapshot);
    } else if (!Boolean.TRUE.equals(snapshot.get("status", "readyToUse")) && isDue(snapshot)) {
      finish(snapshot);
    }
  }

  private boolean isDue(GenericKubernetesResource snapshot) {
    var time = taken.getOrDefault(snapshot.getMetadata().getUid(), Instant.EPOCH);
    return !neverReady && !Instant.now().isBefore(time.plus(delay));
  }

  private void take(GenericKubernetesResource snapshot) {
    String claim = snapshot.get("spec", "source", "persistentVolumeClaimName");
    if (failure != null) {
      fail(snapshot, failure);
      return;
    }
    var volume = volumeOf(snapshot.getMetadata().getNamespace(), claim);
    if (volume.isEmpty()) {
      fail(snapshot, "the PVC " + claim + " is not yet bound to a PV");
      return;
    }
    var name = contentOf(snapshot);
    if (client.genericKubernetesResources(CONTENTS).withName(name).get() == null) {
      folders.copy(Volumes.folderOf(volume.get()), name);
      client.resource(content(snapshot, volume.get())).create();
    }
    var now = Instant.now();
    taken.put(snapshot.getMetadata().getUid(), now);
    writeStatus(
        snapshot,
        Map.of(
            "boundVolumeSnapshotContentName",
            name,
            "creationTime",
            Times.text(now),
            "readyToUse",
            false));
  }

  private Optional<PersistentVolume> volumeOf(String namespace, String claim) {
    var object = client.persistentVolumeClaims().inNamespace(namespace).withName(claim).get();
    return object == null ? Optional.empty() : Volumes.of(client, object);
  }

  private void finish(GenericKubernetesResource snapshot) {
    var content = client.genericKubernetesResources(CONTENTS).withName(contentOf(snapshot)).get();
    var status = new HashMap<>(statusOf(snapshot));
    status.put("readyToUse", true);
    status.put("restoreSize", content.getMetadata().getAnnotations().get(SIZE));
    writeStatus(snapshot, status);
  }

  private static GenericKubernetesResource content(
      GenericKubernetesResource snapshot, PersistentVolume volume) {
    var source = Map.of("volumeHandle", volume.getSpec().getCsi().getVolumeHandle());
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(API_VERSION)
        .withKind("VolumeSnapshotContent")
        .withNewMetadata()
        .withName(contentOf(snapshot))
        .addToAnnotations(SIZE, volume.getSpec().getCapacity().get("storage").toString())
        .endMetadata()
        .addToAdditionalProperties("spec", contentSpec(referenceTo(snapshot), source))
        .build();
  }

  private static Map<String, Object> contentSpec(ObjectReference snapshot, Object source) {
    return Map.of(
        "deletionPolicy",
        "Delete",
        "driver",
        StorageStandIn.DRIVER,
        "source",
        source,
        "volumeSnapshotRef",
        snapshot);
  }

  private static ObjectReference referenceTo(GenericKubernetesResource snapshot) {
    var metadata = snapshot.getMetadata();
    return new ObjectReferenceBuilder()
        .withApiVersion(API_VERSION)
        .withKind("VolumeSnapshot")
        .withNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .build();
  }

  private void fail(GenericKubernetesResource snapshot, String message) {
    if (!message.equals(snapshot.get("status", "error", "message"))) {
      writeStatus(
          snapshot,
          Map.of("readyToUse", false, "error", Map.of("message", message, "time", Times.now())));
    }
  }

  private static Map<String, Object> statusOf(GenericKubernetesResource snapshot) {
    Map<String, Object> status = snapshot.get("status");
    return status == null ? Map.of() : status;
  }

  private void writeStatus(GenericKubernetesResource snapshot, Map<String, ?> status) {
    snapshot.setAdditionalProperty("status", status);
    client.resource(snapshot).updateStatus();
  }

  private void remove(GenericKubernetesResource content) {
    folders.delete(content.getMetadata().getName());
    client.resource(content).delete();
  }
}
