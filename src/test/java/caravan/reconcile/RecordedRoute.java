package caravan.reconcile;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;

/** A route over real objects that writes its passes down. */
final class RecordedRoute implements AutoCloseable {
  static final String ID = "recorded";

  /** One pass; the object is null when it is gone. */
  record Pass(String name, GenericKubernetesResource object) {}

  final DefaultCamelContext context = new DefaultCamelContext();
  final List<Pass> passes = new CopyOnWriteArrayList<>();

  RecordedRoute(KubernetesClient client) {
    context.getRegistry().bind("kubernetesClient", client);
    context.getRegistry().bind("wanted", Predicate.class, wanted());
    context.getShutdownStrategy().setTimeout(30);
    var health = HealthCheckRegistry.get(context);
    health.register(health.resolveById("consumers"));
  }

  private static Predicate<GenericKubernetesResource> wanted() {
    return it -> it.getMetadata().getName().startsWith("wanted");
  }

  static RecordedRoute start(KubernetesClient client, String uri) throws Exception {
    return start(client, uri, exchange -> {});
  }

  static RecordedRoute start(KubernetesClient client, String uri, Processor step) throws Exception {
    var route = new RecordedRoute(client);
    route.add(ID, uri, step);
    route.context.start();
    return route;
  }

  void add(String id, String uri, Processor step) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(uri).routeId(id).process(RecordedRoute.this::write).process(step);
          }
        });
  }

  private void write(Exchange exchange) {
    var message = exchange.getMessage();
    var name = message.getHeader(ReconcileConstants.NAME, String.class);
    passes.add(new Pass(name, message.getBody(GenericKubernetesResource.class)));
  }

  long count(String name) {
    return passes.stream().filter(it -> it.name().equals(name)).count();
  }

  Pass last(String name) {
    return passes.stream().filter(it -> it.name().equals(name)).toList().getLast();
  }

  void awaitCount(String name, long count) {
    await("passes of " + name)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> count(name) >= count);
  }

  void ask(String uri, Map<String, Object> headers) {
    try (var template = context.createProducerTemplate()) {
      template.sendBodyAndHeaders(uri, null, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.stop();
  }
}
