package caravan;

import caravan.local.FolderLock;
import caravan.local.LocalFolders;
import caravan.local.LocalSteps;
import caravan.metrics.PrometheusMetrics;
import caravan.mover.MoverServices;
import caravan.mover.MoverSteps;
import caravan.replication.SyncMetrics;
import caravan.restic.InvalidInput;
import caravan.restic.repository.LockOwner;
import caravan.storage.RemoteStores;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Local mode as a whole: the routes, their steps and the engine, over folders. */
public final class LocalMode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalMode.class);
  private static final List<String> ROUTES =
      List.of("replication", "local", "hooks", "mover", "storage");
  private static final List<String> CLOCKWORK = List.of("schedule", "watch-manifests");

  /**
   * What local mode is given.
   *
   * @param routes a folder of the user's own routes, null for none
   * @param settings over those in {@code routes/application.properties}
   * @param environment what every mover gets besides its Secret: proxies
   * @param program name and version, as recorded in snapshots
   */
  public record Settings(
      LocalFolders folders,
      Path routes,
      Map<String, String> settings,
      Map<String, String> environment,
      Clock clock,
      LockOwner owner,
      String program) {}

  private final Main camel = new Main();
  private final Settings settings;
  private final List<FolderLock> locks = new ArrayList<>();
  private LocalSteps steps;
  private ProducerTemplate template;
  private boolean closed;

  private LocalMode(Settings settings) {
    this.settings = settings;
  }

  /**
   * Starts everything but the clockwork.
   *
   * @throws InvalidInput when the user's routes cannot be loaded
   */
  public static LocalMode start(Settings settings) {
    var mode = new LocalMode(settings);
    try {
      mode.lockFolders();
      mode.startCamel();
      mode.replaceRoutes();
      return mode;
    } catch (Exception e) {
      mode.close();
      throw e instanceof InvalidInput wrong ? wrong : new IllegalStateException(e);
    }
  }

  /** Volumes that may only be read are backed up without a copy, and need no lock. */
  private void lockFolders() {
    var folders = settings.folders();
    locks.add(FolderLock.take(folders.state()));
    if (Files.isWritable(folders.volumes())) {
      locks.add(FolderLock.take(folders.work()));
    }
  }

  private void startCamel() throws Exception {
    // Whoever starts local mode stops it, and hears the signal.
    camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
    camel.setPropertyPlaceholderLocations("classpath:routes/application.properties");
    var patterns = ROUTES.stream().map(it -> "classpath:routes/" + it + "/*.camel.yaml").toList();
    camel.configure().withRoutesIncludePattern(String.join(",", patterns));
    var overrides = new Properties();
    overrides.setProperty("caravan.manifests", settings.folders().manifests().toString());
    settings.settings().forEach(overrides::setProperty);
    camel.setOverrideProperties(overrides);
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    camel.bind("metricsRegistry", registry);
    camel.init();
    // One line for what breaks in a route of the user's own; ours say it in their own words.
    var quiet =
        new DefaultErrorHandlerBuilder().logStackTrace(false).logExhaustedMessageHistory(false);
    context().getCamelContextExtension().setErrorHandlerFactory(quiet);
    bindSteps(new PrometheusMetrics(registry));
    camel.start();
    template = context().createProducerTemplate();
  }

  private void bindSteps(SyncMetrics metrics) {
    var context = context();
    RemoteStores.bindSteps(context);
    MoverSteps.byName().forEach(context.getRegistry()::bind);
    var services =
        new MoverServices(
            MoverFace.stores(context), settings.clock(), settings.owner(), settings.program());
    steps = new LocalSteps(settings.folders(), services, metrics, settings.environment());
    steps.byName().forEach(context.getRegistry()::bind);
  }

  /** The user's routes take the place of ours by their ids, and are named in the log. */
  private void replaceRoutes() throws Exception {
    if (settings.routes() == null) {
      return;
    }
    var loader = PluginHelper.getRoutesLoader(context());
    for (var file : userRoutes()) {
      var ours = context().getRoutes().stream().map(route -> route.getId()).toList();
      try {
        for (var id : loader.updateRoutes(resource(file))) {
          LOG.info("route {} {} from {}", id, ours.contains(id) ? "replaced" : "added", file);
        }
      } catch (Exception e) {
        throw new InvalidInput(file + ": " + firstWords(e) + "; mend it or take it away", e);
      }
    }
  }

  /** What is wrong, and the line, without the excerpt. */
  private static String firstWords(Exception e) {
    var lines = String.valueOf(e.getMessage()).lines().limit(2).map(String::strip).toList();
    return String.join(" ", lines).replaceAll(":$", "");
  }

  private List<Path> userRoutes() throws IOException {
    try (var files = Files.list(settings.routes())) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new InvalidInput("cannot read the routes in " + settings.routes() + ": " + e, e);
    }
  }

  private List<Resource> resource(Path file) {
    var resources = PluginHelper.getResourceLoader(context());
    return new ArrayList<>(List.of(resources.resolveResource("file:" + file.toAbsolutePath())));
  }

  /** From now on the schedule ticks and changed manifests are noticed. */
  public void startClockwork() throws Exception {
    for (var id : CLOCKWORK) {
      context().getRouteController().startRoute(id);
    }
    template.sendBody("direct:wake", null);
  }

  /** One look at everything, over when nobody has anything more to do. */
  public void runOnce() throws InterruptedException {
    template.sendBody("direct:wake", null);
    steps.workers().awaitIdle();
  }

  /** Whether any object is in error. */
  public boolean hasErrors() {
    return steps.objects().hasErrors();
  }

  public CamelContext context() {
    return camel.getCamelContext();
  }

  /** Lets what is under way end for a while, then stops; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      camel.stop();
      locks.forEach(FolderLock::close);
    }
  }
}
