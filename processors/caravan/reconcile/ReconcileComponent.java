package caravan.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Hands the objects of a kind to routes; all its endpoints share their watches. */
@Component("reconcile")
public class ReconcileComponent extends DefaultComponent {
  private final Map<ResourcePath, WorkQueue<ObjectName>> queues = new ConcurrentHashMap<>();
  private SharedInformers informers;
  private Kinds kinds;

  @Metadata(autowired = true, description = "The client to watch with; it is not closed.")
  private KubernetesClient kubernetesClient;

  @Metadata(
      defaultValue = "120000",
      description =
          "For how many milliseconds a watch may be interrupted before the health check of its"
              + " endpoint fails.")
  private long interruptionAllowed = 120_000;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    var endpoint = new ReconcileEndpoint(uri, this, ResourcePath.parse(remaining));
    endpoint.setResource(remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** The watches that the endpoints share. */
  synchronized SharedInformers informers() {
    if (informers == null) {
      informers = new SharedInformers(client());
    }
    return informers;
  }

  synchronized Kinds kinds() {
    if (kinds == null) {
      kinds = new Kinds(client());
    }
    return kinds;
  }

  private KubernetesClient client() {
    if (kubernetesClient == null) {
      throw new IllegalStateException("no KubernetesClient is bound in the registry");
    }
    return kubernetesClient;
  }

  void register(ResourcePath resource, WorkQueue<ObjectName> queue) {
    if (queues.putIfAbsent(resource, queue) != null) {
      throw new IllegalStateException(resource + " is reconciled by another route already");
    }
  }

  void unregister(ResourcePath resource, WorkQueue<ObjectName> queue) {
    queues.remove(resource, queue);
  }

  /** Null while no route reconciles the resource. */
  WorkQueue<ObjectName> queue(ResourcePath resource) {
    return queues.get(resource);
  }

  /** The resources that are reconciled now. */
  public Set<String> resources() {
    return Set.copyOf(queues.keySet().stream().map(ResourcePath::toString).toList());
  }

  /** How many objects of the resource wait for a worker. */
  public int depth(String resource) {
    var queue = queues.get(ResourcePath.parse(resource));
    return queue == null ? 0 : queue.depth();
  }

  /** How long the object that waits longest has waited for a worker. */
  public Duration lag(String resource) {
    var queue = queues.get(ResourcePath.parse(resource));
    return queue == null ? Duration.ZERO : queue.lag();
  }

  public KubernetesClient getKubernetesClient() {
    return kubernetesClient;
  }

  public void setKubernetesClient(KubernetesClient kubernetesClient) {
    this.kubernetesClient = kubernetesClient;
  }

  public long getInterruptionAllowed() {
    return interruptionAllowed;
  }

  public void setInterruptionAllowed(long interruptionAllowed) {
    this.interruptionAllowed = interruptionAllowed;
  }
}
