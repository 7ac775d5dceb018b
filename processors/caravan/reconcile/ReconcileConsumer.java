package caravan.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the objects and those they own, and lets its workers pass them through the route. */
final class ReconcileConsumer extends DefaultConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileConsumer.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final List<Watch> primaries = new CopyOnWriteArrayList<>();
  private final List<Watch> owned = new CopyOnWriteArrayList<>();
  private WorkQueue<ObjectName> queue;
  private ExecutorService executor;
  private WatchHealth health;

  ReconcileConsumer(ReconcileEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
  }

  @Override
  public ReconcileEndpoint getEndpoint() {
    return (ReconcileEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    var endpoint = getEndpoint();
    queue = new WorkQueue<>(endpoint.backOff());
    endpoint.getComponent().register(endpoint.path(), queue);
    startWatches(endpoint);
    registerHealth(endpoint);
    executor =
        endpoint
            .getCamelContext()
            .getExecutorServiceManager()
            .newFixedThreadPool(
                this, "reconcile-" + endpoint.path().plural(), endpoint.getWorkers());
    for (int i = 0; i < endpoint.getWorkers(); i++) {
      executor.execute(this::work);
    }
  }

  private void startWatches(ReconcileEndpoint endpoint) {
    var informers = endpoint.getComponent().informers();
    var keep = endpoint.getFilter() == null ? Watched.ALL : endpoint.getFilter();
    for (var namespace : endpoint.namespaceList()) {
      var labels = text(endpoint.getLabelSelector());
      var primary = new Watched(endpoint.path(), namespace, labels, keep, Watched.Part.WHOLE);
      primaries.add(Watch.start(informers, primary, new ObjectEvents(keep, queue::add)));
      for (var resource : endpoint.ownedResources()) {
        var ownedLabels = text(endpoint.getOwnsLabelSelector());
        var watched =
            new Watched(resource, namespace, ownedLabels, Watched.ALL, Watched.Part.METADATA);
        owned.add(Watch.start(informers, watched, new OwnedEvents(this::wakeOwner)));
      }
    }
  }

  /** An owner has the name and the identity that the owned object says. */
  private void wakeOwner(ObjectName owner, String uid) {
    var object = object(owner);
    if (object != null && uid.equals(object.getMetadata().getUid())) {
      queue.add(owner);
    }
  }

  /** Camel leaves the checks of consumers out whose routes do not start by themselves. */
  private void registerHealth(ReconcileEndpoint endpoint) {
    var all = new ArrayList<>(primaries);
    all.addAll(owned);
    var allowed = Duration.ofMillis(endpoint.getComponent().getInterruptionAllowed());
    health = new WatchHealth(endpoint.path(), all, allowed);
    var registry = HealthCheckRegistry.get(endpoint.getCamelContext());
    if (registry != null) {
      registry.register(health);
    }
  }

  private void unregisterHealth() {
    var registry = HealthCheckRegistry.get(getEndpoint().getCamelContext());
    if (registry != null && health != null) {
      registry.unregister(health);
      health = null;
    }
  }

  @Override
  protected void doStop() throws Exception {
    if (queue != null) {
      queue.close();
      finishPasses();
      owned.forEach(Watch::close);
      owned.clear();
      primaries.forEach(Watch::close);
      primaries.clear();
      unregisterHealth();
      getEndpoint().getComponent().unregister(getEndpoint().path(), queue);
    }
    super.doStop();
  }

  /** Passes get as long as Camel gives any exchange at a shutdown, and are then interrupted. */
  private void finishPasses() {
    if (executor != null) {
      var context = getEndpoint().getCamelContext();
      var strategy = context.getShutdownStrategy();
      long patience = strategy.getTimeUnit().toMillis(strategy.getTimeout());
      context.getExecutorServiceManager().shutdownGraceful(executor, patience);
      executor = null;
    }
  }

  /** Nothing is passed on before all watches have their lists. */
  private void work() {
    try {
      while (isRunAllowed() && !hasSynced()) {
        Thread.sleep(LOOK_AGAIN);
      }
      for (var name = queue.take(); name != null; name = queue.take()) {
        pass(name);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasSynced() {
    return primaries.stream().allMatch(Watch::hasSynced)
        && owned.stream().allMatch(Watch::hasSynced);
  }

  private void pass(ObjectName name) {
    try {
      var exchange = exchange(name);
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      queue.forgetFailures(name);
      lookAgain(name, exchange);
    } catch (Exception e) {
      LOG.warn("{} {}: {}; it is tried again", getEndpoint().path(), name, e.toString());
      LOG.debug("{} {}", getEndpoint().path(), name, e);
      queue.addFailed(name);
    } finally {
      keepWorking();
      queue.done(name);
    }
  }

  /** A step that leaves its thread interrupted does not cost a worker. */
  private void keepWorking() {
    if (isRunAllowed()) {
      Thread.interrupted();
    }
  }

  private Exchange exchange(ObjectName name) {
    var exchange = getEndpoint().createExchange();
    exchange.getMessage().setHeader(ReconcileConstants.NAMESPACE, name.namespace());
    exchange.getMessage().setHeader(ReconcileConstants.NAME, name.name());
    var object = object(name);
    if (object != null) {
      var kinds = getEndpoint().getComponent().kinds();
      exchange.getMessage().setBody(kinds.copy(getEndpoint().path(), object));
    }
    return exchange;
  }

  private void lookAgain(ObjectName name, Exchange exchange) {
    var after = exchange.getMessage().getHeader(ReconcileConstants.AFTER, Duration.class);
    if (after != null) {
      queue.addAfter(name, after);
    }
    if (getEndpoint().getResync() > 0 && object(name) != null) {
      queue.addAfter(name, Duration.ofMillis(getEndpoint().getResync()));
    }
  }

  /** As it is known now, null when it is gone. */
  private GenericKubernetesResource object(ObjectName name) {
    return primaries.stream()
        .map(watch -> watch.get(name))
        .filter(it -> it != null)
        .findFirst()
        .orElse(null);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
