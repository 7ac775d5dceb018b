package caravan.kubernetes;

import caravan.api.ApiGroup;
import caravan.api.Labels;
import caravan.api.ObjectKey;
import caravan.kubernetes.objects.MoverJob;
import caravan.kubernetes.objects.Snapshot;
import caravan.reconcile.KubeConstants;
import caravan.reconcile.ReconcileConstants;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster as the steps see it: reads by the client, every write by a {@code kube:} endpoint.
 */
public final class Cluster {
  private static final String MANAGER = "fieldManager=caravan";
  private static final String CONTROLLER = "reportingController=volsync-controller";

  /** Kinds that are made for a run, for lists and removals. */
  static final ResourceDefinitionContext SNAPSHOTS =
      new ResourceDefinitionContext.Builder()
          .withGroup("snapshot.storage.k8s.io")
          .withVersion("v1")
          .withKind("VolumeSnapshot")
          .withPlural("volumesnapshots")
          .withNamespaced(true)
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  private final KubernetesClient client;
  private final ProducerTemplate writes;
  private final List<String> namespaces;

  /**
   * @param namespaces those that are served, all when there is none
   */
  public Cluster(KubernetesClient client, ProducerTemplate writes, List<String> namespaces) {
    this.client = client;
    this.writes = writes;
    this.namespaces = List.copyOf(namespaces);
  }

  /** The Jobs of movers in all namespaces that are served, those of VolSync too. */
  List<Job> movers() {
    var jobs = client.batch().v1().jobs();
    return namespaces.isEmpty()
        ? ours(jobs.inAnyNamespace())
        : namespaces.stream().flatMap(it -> ours(jobs.inNamespace(it)).stream()).toList();
  }

  private static List<Job> ours(
      FilterWatchListDeletable<Job, JobList, ScalableResource<Job>> jobs) {
    return jobs.withLabel(Labels.CREATED_BY, Labels.CREATED_BY_VALUE).list().getItems();
  }

  KubernetesClient client() {
    return client;
  }

  Optional<PersistentVolumeClaim> claim(String namespace, String name) {
    return Optional.ofNullable(
        client.persistentVolumeClaims().inNamespace(namespace).withName(name).get());
  }

  Optional<Secret> secret(String namespace, String name) {
    return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get());
  }

  Optional<ConfigMap> configMap(String namespace, String name) {
    return Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get());
  }

  Optional<Snapshot> snapshot(String namespace, String name) {
    return Optional.ofNullable(
            client
                .genericKubernetesResources(SNAPSHOTS)
                .inNamespace(namespace)
                .withName(name)
                .get())
        .map(Snapshot::new);
  }

  /** Empty as well in a cluster that knows no snapshots. */
  List<Snapshot> snapshots(String namespace, Map<String, String> labels) {
    try {
      return client
          .genericKubernetesResources(SNAPSHOTS)
          .inNamespace(namespace)
          .withLabels(labels)
          .list()
          .getItems()
          .stream()
          .map(Snapshot::new)
          .toList();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  /** Whether the cluster knows snapshots at all. */
  boolean hasSnapshots() {
    return client.getApiGroup(SNAPSHOTS.getGroup()) != null;
  }

  Optional<Job> job(String namespace, String name) {
    return Optional.ofNullable(
        client.batch().v1().jobs().inNamespace(namespace).withName(name).get());
  }

  Optional<Namespace> namespace(String name) {
    return Optional.ofNullable(client.namespaces().withName(name).get());
  }

  /** The end of what the mover's container has written, empty when nobody has it any more. */
  String log(String namespace, String pod, int lines) {
    var text =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .inContainer(MoverJob.CONTAINER)
            .tailingLines(lines)
            .getLog();
    return text == null ? "" : text;
  }

  /** Makes the object; refused when there is one of that name. */
  <T extends HasMetadata> T create(T object) {
    return written("kube:create", object);
  }

  /** Makes the object so. */
  <T extends HasMetadata> T apply(T object) {
    return written("kube:apply?" + MANAGER, object);
  }

  /** Replaces the object, unless somebody changed it meanwhile. */
  <T extends HasMetadata> T update(T object) {
    return written("kube:update", object);
  }

  /** Deletes the very object, unless it is on its way out already. */
  void delete(HasMetadata object) {
    if (object.getMetadata().getDeletionTimestamp() == null) {
      send("kube:delete", object, Map.of());
    }
  }

  /** Writes the status of an object, unless somebody changed the object meanwhile. */
  GenericKubernetesResource status(GenericKubernetesResource object) {
    return written("kube:status", object);
  }

  /** Asks for a pass over an object. */
  void wake(ObjectKey key) {
    var headers = new HashMap<String, Object>();
    headers.put(ReconcileConstants.NAMESPACE, key.namespace());
    headers.put(ReconcileConstants.NAME, key.name());
    writes.sendBodyAndHeaders("reconcile:" + resource(key), null, headers);
  }

  private static String resource(ObjectKey key) {
    return switch (key.kind()) {
      case ApiGroup.REPLICATION_SOURCE -> ApiGroup.VOLSYNC_VERSION + "/replicationsources";
      case ApiGroup.REPLICATION_DESTINATION ->
          ApiGroup.VOLSYNC_VERSION + "/replicationdestinations";
      default -> "v1/persistentvolumeclaims";
    };
  }

  /**
   * Tells an event about an object. Nothing depends on it: one that cannot be told is only logged.
   */
  void event(HasMetadata regarding, Notice notice) {
    try {
      tell(regarding, notice);
    } catch (RuntimeException e) {
      LOG.warn("an event cannot be told: {}: {}", notice.note(), e.getMessage());
    }
  }

  private void tell(HasMetadata regarding, Notice notice) {
    var headers = new HashMap<String, Object>();
    headers.put(KubeConstants.EVENT_TYPE, notice.isWarning() ? "Warning" : "Normal");
    headers.put(KubeConstants.EVENT_REASON, notice.reason());
    headers.put(KubeConstants.EVENT_ACTION, notice.action());
    headers.put(KubeConstants.EVENT_NOTE, notice.note());
    send("kube:event?" + CONTROLLER, regarding, headers);
  }

  @SuppressWarnings("unchecked")
  private <T extends HasMetadata> T written(String endpoint, T object) {
    return (T) send(endpoint, object, Map.of());
  }

  /** What the API server refuses is thrown as the client's own exception. */
  private Object send(String endpoint, HasMetadata object, Map<String, Object> headers) {
    try {
      return writes.requestBodyAndHeaders(endpoint, object, headers);
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
