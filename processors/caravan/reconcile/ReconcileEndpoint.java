package caravan.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Hands each object of a Kubernetes resource to a route when it, or an object it owns, changes: one
 * worker for each object, with back-off after a failure; a producer asks for a pass over one.
 */
@ManagedResource(description = "Managed Reconcile Endpoint")
@UriEndpoint(
    firstVersion = "1.0.0",
    scheme = "reconcile",
    title = "Kubernetes Reconcile",
    syntax = "reconcile:resource",
    category = {Category.CONTAINER, Category.CLOUD},
    headersClass = ReconcileConstants.class)
public class ReconcileEndpoint extends DefaultEndpoint {
  private final ResourcePath path;

  @UriPath(
      description =
          "The resource as in the paths of the API: group/version/plural, or version/plural for the"
              + " core group.")
  @Metadata(required = true)
  private String resource;

  @UriParam(
      label = "consumer",
      description = "The namespaces to watch, separated by commas; all when there is none.")
  private String namespaces;

  @UriParam(label = "consumer", description = "Only objects with these labels are looked at.")
  private String labelSelector;

  @UriParam(
      label = "consumer",
      description =
          "A predicate over io.fabric8.kubernetes.api.model.GenericKubernetesResource: the objects"
              + " to look at and to keep in memory; all when there is none.")
  private Predicate<GenericKubernetesResource> filter;

  @UriParam(
      label = "consumer",
      description =
          "Resources whose objects wake the one that owns them as their controller, separated by"
              + " commas. Of these only the metadata is kept in memory.")
  private String owns;

  @UriParam(label = "consumer", description = "Only owned objects with these labels are watched.")
  private String ownsLabelSelector;

  @UriParam(
      label = "consumer",
      defaultValue = "4",
      description = "How many objects are worked on at once.")
  private int workers = 4;

  @UriParam(
      label = "consumer",
      defaultValue = "0",
      description =
          "After how many milliseconds an object is looked at again although nothing happened to"
              + " it; 0 for never.")
  private long resync;

  @UriParam(
      label = "consumer",
      defaultValue = "200",
      description = "How many milliseconds an object waits after its first failure in a row.")
  private long backOffFirst = 200;

  @UriParam(
      label = "consumer",
      defaultValue = "300000",
      description = "How many milliseconds an object waits at most after a failure.")
  private long backOffLongest = 300_000;

  ReconcileEndpoint(String uri, ReconcileComponent component, ResourcePath path) {
    super(uri, component);
    this.path = path;
  }

  @Override
  public ReconcileComponent getComponent() {
    return (ReconcileComponent) super.getComponent();
  }

  @Override
  public Producer createProducer() {
    return new ReconcileProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    var consumer = new ReconcileConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  ResourcePath path() {
    return path;
  }

  List<String> namespaceList() {
    return list(namespaces).isEmpty() ? List.of("") : list(namespaces);
  }

  List<ResourcePath> ownedResources() {
    return list(owns).stream().map(ResourcePath::parse).toList();
  }

  BackOff backOff() {
    return new BackOff(Duration.ofMillis(backOffFirst), Duration.ofMillis(backOffLongest));
  }

  private static List<String> list(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  @ManagedAttribute(description = "Objects that wait for a worker")
  public int getQueueDepth() {
    return getComponent().depth(resource);
  }

  @ManagedAttribute(description = "Milliseconds that the first of them has waited")
  public long getQueueLag() {
    return getComponent().lag(resource).toMillis();
  }

  public String getResource() {
    return resource;
  }

  public void setResource(String resource) {
    this.resource = resource;
  }

  public String getNamespaces() {
    return namespaces;
  }

  public void setNamespaces(String namespaces) {
    this.namespaces = namespaces;
  }

  public String getLabelSelector() {
    return labelSelector;
  }

  public void setLabelSelector(String labelSelector) {
    this.labelSelector = labelSelector;
  }

  public Predicate<GenericKubernetesResource> getFilter() {
    return filter;
  }

  public void setFilter(Predicate<GenericKubernetesResource> filter) {
    this.filter = filter;
  }

  public String getOwns() {
    return owns;
  }

  public void setOwns(String owns) {
    this.owns = owns;
  }

  public String getOwnsLabelSelector() {
    return ownsLabelSelector;
  }

  public void setOwnsLabelSelector(String ownsLabelSelector) {
    this.ownsLabelSelector = ownsLabelSelector;
  }

  public int getWorkers() {
    return workers;
  }

  public void setWorkers(int workers) {
    this.workers = workers;
  }

  public long getResync() {
    return resync;
  }

  public void setResync(long resync) {
    this.resync = resync;
  }

  public long getBackOffFirst() {
    return backOffFirst;
  }

  public void setBackOffFirst(long backOffFirst) {
    this.backOffFirst = backOffFirst;
  }

  public long getBackOffLongest() {
    return backOffLongest;
  }

  public void setBackOffLongest(long backOffLongest) {
    this.backOffLongest = backOffLongest;
  }
}
