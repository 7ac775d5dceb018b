package caravan.storage;

import caravan.restic.BackendFailure;
import caravan.restic.InvalidInput;
import caravan.restic.backend.Backend;
import caravan.restic.backend.LocalBackend;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/**
 * Opens the backends of remote stores. For a verb Camel starts with the first store that is asked
 * for; a mode that runs Camel anyway hands its context in.
 */
public final class RemoteStores implements AutoCloseable {
  private static final String ROUTES = "classpath:routes/storage/";
  private static final AtomicInteger CLIENTS = new AtomicInteger();
  private final boolean ownsContext;
  private CamelContext context;
  private ProducerTemplate routes;

  private final OpenClients clients = new OpenClients();

  private RemoteStores(CamelContext context) {
    this.context = context;
    this.ownsContext = context == null;
    if (context != null) {
      addClientsTo(context);
    }
  }

  private void addClientsTo(CamelContext to) {
    ((DefaultRegistry) to.getRegistry()).addBeanRepository(clients);
  }

  /** For a verb: with a context of its own, started when it is needed, without JMX. */
  public static RemoteStores standalone() {
    return new RemoteStores(null);
  }

  /** For a mode: in its context, which it starts and stops itself. */
  public static RemoteStores in(CamelContext context) {
    return new RemoteStores(context);
  }

  /** Whether the address names a remote store rather than a folder. */
  public static boolean isRemote(String address) {
    return address.matches("(?s)[a-z][a-z0-9]+:.*") && !address.startsWith(LocalBackend.PREFIX);
  }

  /**
   * @throws InvalidInput when there is no store of that kind or the address is malformed
   */
  public Backend open(String address, StoreSettings settings) {
    if (!address.startsWith("s3:")) {
      var scheme = address.substring(0, address.indexOf(':') + 1).toLowerCase(Locale.ROOT);
      throw new InvalidInput(
          "repositories at " + scheme + " are not supported; a folder or s3: is");
    }
    var store = S3Store.open(address, settings, "s3-client-" + CLIENTS.incrementAndGet());
    try {
      start();
      clients.add(store.clientName(), store.client());
      return new CamelBackend(context, routes, store, () -> close(store));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private synchronized void start() {
    if (routes != null) {
      return;
    }
    try {
      if (context == null) {
        context = lightContext();
        addClientsTo(context);
      }
      addRoutes();
      context.start();
      routes = context.createProducerTemplate();
    } catch (Exception e) {
      throw new BackendFailure("cannot start the storage routes: " + e.getMessage(), e);
    }
  }

  private static CamelContext lightContext() {
    var light = new DefaultCamelContext();
    light.getCamelContextExtension().setName("caravan-storage");
    light.disableJMX();
    light.setStreamCaching(false);
    light.setLoadTypeConverters(false);
    light.setLoadHealthChecks(false);
    return light;
  }

  /** The routes, unless the mode has loaded them with all others, maybe replaced by the user's. */
  private void addRoutes() throws Exception {
    if (((ModelCamelContext) context).getRouteDefinition("s3-put") != null) {
      return;
    }
    bindSteps(context);
    var loader = PluginHelper.getRoutesLoader(context);
    var resources = PluginHelper.getResourceLoader(context);
    loader.loadRoutes(
        resources.resolveResource(ROUTES + "errors.camel.yaml"),
        resources.resolveResource(ROUTES + "s3.camel.yaml"));
  }

  /** Binds the steps that {@code routes/storage} names; a mode does so before it loads routes. */
  public static void bindSteps(CamelContext context) {
    StorageErrors.bind(context);
    context.getRegistry().bind("s3ReadBody", new ReadBody());
    context.getRegistry().bind("s3ListPage", new ListPage());
    context.getRegistry().bind("s3EnsureBucket", new EnsureBucket());
  }

  private void close(S3Store store) {
    try {
      for (var endpoint : List.copyOf(context.getEndpoints())) {
        if (endpoint.getEndpointUri().contains("%23" + store.clientName() + "&")) {
          context.removeEndpoint(endpoint);
        }
      }
    } catch (Exception e) {
      throw new BackendFailure("cannot close " + store.location() + ": " + e.getMessage(), e);
    } finally {
      clients.remove(store.clientName());
      store.close();
    }
  }

  @Override
  public synchronized void close() {
    if (ownsContext && context != null) {
      context.stop();
    }
  }
}
