package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import caravan.api.ApiGroup;
import caravan.components.ControlPlane;
import caravan.components.Restic;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;

/**
 * A user's namespace: a Secret {@code repo} with a repository on a volume of that name, and what a
 * test applies to it.
 */
public final class Site {
  static final String PASSWORD = "secret";
  static final String SOURCE = ApiGroup.REPLICATION_SOURCE;
  static final String DESTINATION = ApiGroup.REPLICATION_DESTINATION;

  private static final String REPOSITORY =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: repo}
      stringData: {RESTIC_REPOSITORY: /mnt/repo, RESTIC_PASSWORD: secret}
      """;

  private final ControlPlane cluster;
  private final String namespace;

  Site(ControlPlane cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
    apply(REPOSITORY);
    claim("repo");
  }

  public String namespace() {
    return namespace;
  }

  KubernetesClient client() {
    return cluster.client();
  }

  /** Applies one or more documents in this namespace. */
  public void apply(String yaml) {
    client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(namespace)
        .forceConflicts()
        .serverSideApply();
  }

  /** An empty volume; its folder is there once it is bound. */
  public void claim(String name) {
    apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: %s}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: folders
          resources: {requests: {storage: 1Gi}}
        """
            .formatted(name));
  }

  /** The folder of a claim's volume, as soon as it has one. */
  public Path folder(String claim) {
    soon().until(() -> phase(claim).equals("Bound"));
    return cluster.storage().folderOf(namespace, claim);
  }

  private String phase(String claim) {
    return claimNamed(claim).map(it -> it.getStatus().getPhase()).orElse("");
  }

  public Optional<PersistentVolumeClaim> claimNamed(String name) {
    return Optional.ofNullable(
        client().persistentVolumeClaims().inNamespace(namespace).withName(name).get());
  }

  public List<GenericKubernetesResource> snapshots() {
    return client()
        .genericKubernetesResources("snapshot.storage.k8s.io/v1", "VolumeSnapshot")
        .inNamespace(namespace)
        .list()
        .getItems();
  }

  public Optional<Job> job(String name) {
    return Optional.ofNullable(
        client().batch().v1().jobs().inNamespace(namespace).withName(name).get());
  }

  /**
   * A source of the volume {@code data}, started by a manual value; further lines of its restic
   * block.
   */
  public void source(String name, String manual, String... restic) {
    apply(
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationSource
        metadata: {name: %s}
        spec:
          sourcePVC: data
          trigger: {manual: %s}
          restic:
            repository: repo
            moverVolumes: [{mountPath: repo, volumeSource: {persistentVolumeClaim: {claimName: repo}}}]
        """
                .formatted(name, manual)
            + indented(restic));
  }

  /** A destination of a volume of its own; further lines of its restic block. */
  public void destination(String name, String manual, String... restic) {
    apply(
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationDestination
        metadata: {name: %s}
        spec:
          trigger: {manual: %s}
          restic:
            repository: repo
            moverVolumes: [{mountPath: repo, volumeSource: {persistentVolumeClaim: {claimName: repo}}}]
        """
                .formatted(name, manual)
            + indented(restic));
  }

  private static String indented(String... lines) {
    var text = new StringBuilder();
    for (var line : lines) {
      text.append("    ").append(line).append('\n');
    }
    return text.toString();
  }

  public GenericKubernetesResource object(String kind, String name) {
    return client()
        .genericKubernetesResources(ApiGroup.VOLSYNC_VERSION, kind)
        .inNamespace(namespace)
        .withName(name)
        .get();
  }

  /** A value of an object's status, null when it is not there. */
  @SuppressWarnings("unchecked")
  public <T> T status(String kind, String name, Object... path) {
    var whole = new Object[path.length + 1];
    whole[0] = "status";
    System.arraycopy(path, 0, whole, 1, path.length);
    return (T) object(kind, name).get(whole);
  }

  /** A condition as {@code Status/Reason}, empty when there is none. */
  public String condition(String kind, String name, String type) {
    List<java.util.Map<String, Object>> conditions = status(kind, name, "conditions");
    return conditions == null
        ? ""
        : conditions.stream()
            .filter(it -> it.get("type").equals(type))
            .map(it -> it.get("status") + "/" + it.get("reason"))
            .findFirst()
            .orElse("");
  }

  /** Until a manual value has been served, and nothing of its run is left. */
  public void awaitSynced(String kind, String name, String manual) {
    soon()
        .untilAsserted(
            () -> {
              assertThat(this.<String>status(kind, name, "lastManualSync")).isEqualTo(manual);
              assertThat(condition(kind, name, "Synchronizing"))
                  .isEqualTo("False/WaitingForManual");
            });
  }

  /** The reasons of all events about an object. */
  public List<String> reasons(String name) {
    return events(name).stream().map(Event::getReason).toList();
  }

  public List<Event> events(String name) {
    return client().events().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(it -> it.getRegarding().getName().equals(name))
        .toList();
  }

  /** restic's own program over the repository. */
  public Restic restic() {
    return Restic.at(folder("repo").toString(), PASSWORD);
  }

  public static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }
}
