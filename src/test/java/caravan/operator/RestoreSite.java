package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A user's namespace with backups that restic itself has made, and what is restored of them. */
final class RestoreSite {
  private static final ResourceDefinitionContext SNAPSHOTS =
      new ResourceDefinitionContext.Builder()
          .withGroup("snapshot.storage.k8s.io")
          .withVersion("v1")
          .withKind("VolumeSnapshot")
          .withPlural("volumesnapshots")
          .withNamespaced(true)
          .build();

  private static final List<String> OWN_VOLUME =
      List.of("capacity: 1Gi", "accessModes: [ReadWriteOnce]", "storageClassName: folders");

  private final Site site;
  private Path data;

  private RestoreSite(Site site) {
    this.site = site;
  }

  /** One without a repository yet. */
  static RestoreSite empty(OperatorBench bench) {
    return new RestoreSite(bench.site());
  }

  /** One with a single backup of a volume with this note. */
  static RestoreSite of(OperatorBench bench, String note) {
    var restores = empty(bench);
    restores.site.restic().run("init");
    restores.backUp(note, "2026-01-01 10:00:00");
    return restores;
  }

  Site site() {
    return site;
  }

  /** Backs a volume with one note up. */
  void backUp(String note, String time) {
    try {
      if (data == null) {
        data = Files.createDirectory(Files.createTempDirectory("volume").resolve("data"));
      }
      Files.writeString(data.resolve("note"), note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    restic().in(data).run("backup", ".", "--host", "volsync", "--time", time);
  }

  Restic restic() {
    return site.restic();
  }

  /** A destination that offers snapshots of a volume of its own. */
  void destination(String name, String manual, String... restic) {
    var lines = new ArrayList<>(OWN_VOLUME);
    lines.addAll(List.of("copyMethod: Snapshot", "volumeSnapshotClassName: folders"));
    lines.addAll(List.of(restic));
    site.destination(name, manual, lines.toArray(String[]::new));
  }

  /** A destination that offers the volume of its own itself. */
  void directDestination(String name, String manual, String... restic) {
    var lines = new ArrayList<>(OWN_VOLUME);
    lines.add("copyMethod: Direct");
    lines.addAll(List.of(restic));
    site.destination(name, manual, lines.toArray(String[]::new));
  }

  void awaitRestored(String name, String manual) {
    site.awaitSynced(Site.DESTINATION, name, manual);
  }

  /** The name of the image that is offered, null when there is none. */
  String image(String destination) {
    return imageField(destination, "name");
  }

  String imageField(String destination, String field) {
    return site.status(Site.DESTINATION, destination, "latestImage", field);
  }

  /** What is wrong with a destination, empty when nothing is. */
  String trouble(String destination) {
    List<Map<String, String>> conditions = site.status(Site.DESTINATION, destination, "conditions");
    return conditions == null
        ? ""
        : conditions.stream()
            .filter(it -> it.get("type").equals("Healthy") && it.get("status").equals("False"))
            .map(it -> it.get("reason") + ": " + it.get("message"))
            .findFirst()
            .orElse("");
  }

  void awaitTrouble(String destination, String text) {
    Site.soon().untilAsserted(() -> assertThat(trouble(destination)).contains(text));
  }

  /** The end of what the mover said, null when none has ended yet. */
  String log(String destination) {
    return site.status(Site.DESTINATION, destination, "latestMoverStatus", "logs");
  }

  /** Until an event about a claim says this. */
  void awaitNote(String claim, String text) {
    Site.soon()
        .untilAsserted(
            () ->
                assertThat(site.events(claim))
                    .extracting(Event::getNote)
                    .anyMatch(it -> it != null && it.contains(text)));
  }

  /** A claim that a destination fills. */
  void filledClaim(String name, String destination, String size, String storageClass) {
    site.apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: %s}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: %s
          resources: {requests: {storage: %s}}
          dataSourceRef: {apiGroup: volsync.backube, kind: ReplicationDestination, name: %s}
        """
            .formatted(name, storageClass, size, destination));
  }

  void filledClaim(String name, String destination) {
    filledClaim(name, destination, "1Gi", "folders");
  }

  /** The note in a claim's volume, as soon as it has one. */
  String note(String claim) {
    try {
      return Files.readString(site.folder(claim).resolve("note"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<GenericKubernetesResource> snapshot(String name) {
    return Optional.ofNullable(
        site.client()
            .genericKubernetesResources(SNAPSHOTS)
            .inNamespace(site.namespace())
            .withName(name)
            .get());
  }

  List<String> snapshots() {
    return site
        .client()
        .genericKubernetesResources(SNAPSHOTS)
        .inNamespace(site.namespace())
        .list()
        .getItems()
        .stream()
        .map(it -> it.getMetadata().getName())
        .toList();
  }

  /** Sets a label of a snapshot, as its user does. */
  void label(String snapshot, String key, String value) {
    edit(snapshot, it -> it.getMetadata().getLabels().put(key, value));
  }

  private void edit(String snapshot, Consumer<GenericKubernetesResource> change) {
    site.client()
        .genericKubernetesResources(SNAPSHOTS)
        .inNamespace(site.namespace())
        .withName(snapshot)
        .edit(
            it -> {
              change.accept(it);
              return it;
            });
  }

  /** All destinations, also those that are made for a claim alone. */
  List<String> destinations() {
    return site
        .client()
        .genericKubernetesResources("volsync.backube/v1alpha1", Site.DESTINATION)
        .inNamespace(site.namespace())
        .list()
        .getItems()
        .stream()
        .map(it -> it.getMetadata().getName())
        .toList();
  }

  List<String> claims() {
    return site
        .client()
        .persistentVolumeClaims()
        .inNamespace(site.namespace())
        .list()
        .getItems()
        .stream()
        .map(it -> it.getMetadata().getName())
        .toList();
  }

  /** Makes a claim an owner of a snapshot. */
  void own(String snapshot, String claim) {
    var uid = site.claimNamed(claim).orElseThrow().getMetadata().getUid();
    var owner = new OwnerReference("v1", null, null, "PersistentVolumeClaim", claim, uid);
    edit(snapshot, it -> it.getMetadata().getOwnerReferences().add(owner));
  }

  void delete(String destination) {
    site.client().resource(site.object(Site.DESTINATION, destination)).delete();
  }

  void deleteClaim(String name) {
    site.client().persistentVolumeClaims().inNamespace(site.namespace()).withName(name).delete();
  }

  /** The claim in the place of a user's, empty when there is none. */
  Optional<io.fabric8.kubernetes.api.model.PersistentVolumeClaim> prime(String claim) {
    return site.claimNamed(claim)
        .map(it -> "vs-prime-" + it.getMetadata().getUid())
        .flatMap(site::claimNamed);
  }
}
