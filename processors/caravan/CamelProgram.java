package caravan;

import caravan.restic.InvalidInput;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A program that is made of routes: ours, and in their place those that a user has written. */
final class CamelProgram implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CamelProgram.class);

  private final Main camel = new Main();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private CamelProgram() {}

  /**
   * Prepares the program; what its routes name is to be bound before it starts.
   *
   * @param folders those of {@code routes/} that are loaded
   * @param settings over those in {@code routes/application.properties}
   */
  static CamelProgram init(List<String> folders, Map<String, String> settings) {
    var program = new CamelProgram();
    // Whoever starts the program stops it, and hears the signal.
    program.camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
    program.camel.setPropertyPlaceholderLocations("classpath:routes/application.properties");
    var patterns = folders.stream().map(it -> "classpath:routes/" + it + "/*.camel.yaml").toList();
    program.camel.configure().withRoutesIncludePattern(String.join(",", patterns));
    var overrides = new Properties();
    settings.forEach(overrides::setProperty);
    program.camel.setOverrideProperties(overrides);
    program.camel.bind("metricsRegistry", program.registry);
    program.camel.init();
    // One line for what breaks in a route of the user's own; ours say it in their own words.
    var quiet =
        new DefaultErrorHandlerBuilder().logStackTrace(false).logExhaustedMessageHistory(false);
    program.context().getCamelContextExtension().setErrorHandlerFactory(quiet);
    return program;
  }

  CamelContext context() {
    return camel.getCamelContext();
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  ProducerTemplate template() {
    return context().createProducerTemplate();
  }

  void bind(Map<String, ?> named) {
    named.forEach(context().getRegistry()::bind);
  }

  /** Starts all routes that start by themselves. */
  void start() {
    camel.start();
  }

  /**
   * The user's routes take the place of ours by their ids, and are named in the log.
   *
   * @param folder null for none
   * @throws InvalidInput when one cannot be loaded
   */
  void replaceRoutes(Path folder) {
    if (folder == null) {
      return;
    }
    var loader = PluginHelper.getRoutesLoader(context());
    for (var file : userRoutes(folder)) {
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

  private static List<Path> userRoutes(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new InvalidInput("cannot read the routes in " + folder + ": " + e, e);
    }
  }

  private List<Resource> resource(Path file) {
    var resources = PluginHelper.getResourceLoader(context());
    return new ArrayList<>(List.of(resources.resolveResource("file:" + file.toAbsolutePath())));
  }

  void startRoutes(List<String> ids) throws Exception {
    for (var id : ids) {
      context().getRouteController().startRoute(id);
    }
  }

  /** Lets what is under way end for a while, then stops. */
  @Override
  public void close() {
    camel.stop();
  }
}
