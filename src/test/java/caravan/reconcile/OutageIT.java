package caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import caravan.components.ApiServer;
import caravan.components.TcpProxy;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a watch while the API server cannot be reached, and after. */
@Timeout(180)
class OutageIT {
  private static ApiServer api;
  private TcpProxy proxy;
  private KubernetesClient client;
  private Objects objects;
  private String uri;

  @BeforeAll
  static void start() {
    api = ApiServer.start();
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  @BeforeEach
  void goThroughAProxy() {
    proxy = new TcpProxy(api.port());
    var config =
        new ConfigBuilder(api.client().getConfiguration())
            .withMasterUrl("https://127.0.0.1:" + proxy.port())
            .withWatchReconnectInterval(50)
            .withRequestRetryBackoffLimit(0)
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
    objects = new Objects(api.client(), api.namespace());
    uri = "reconcile:v1/configmaps?workers=1&namespaces=" + objects.namespace();
  }

  @AfterEach
  void closeTheProxy() {
    client.close();
    proxy.close();
  }

  @Test
  void changesDuringACutAreSeenAfterIt() throws Exception {
    objects.create("changed");
    objects.create("untouched");

    try (var route = RecordedRoute.start(client, uri)) {
      route.awaitCount("changed", 1);
      route.awaitCount("untouched", 1);
      proxy.cut();
      objects.change("changed", "meanwhile");
      proxy.open();
      route.awaitCount("changed", 2);

      assertThat(route.count("changed")).isEqualTo(2);
      assertThat(route.count("untouched")).isEqualTo(1);
    }
  }

  /** The server started anew has forgotten the version that the watch would go on from. */
  @Test
  void theListIsTakenAgainWhenTheServerHasForgottenWhereTheWatchWas() throws Exception {
    objects.create("changed");
    objects.create("deleted");
    objects.create("untouched");

    try (var route = RecordedRoute.start(client, uri)) {
      route.awaitCount("changed", 1);
      route.awaitCount("deleted", 1);
      route.awaitCount("untouched", 1);
      proxy.cut();
      objects.change("changed", "meanwhile");
      objects.delete("deleted");
      api.stopServer();
      api.startServer();
      proxy.open();
      route.awaitCount("changed", 2);
      route.awaitCount("deleted", 2);
      objects.create("later");
      route.awaitCount("later", 1);

      assertThat(route.last("deleted").object()).isNull();
      assertThat(route.count("untouched")).isEqualTo(1);
    }
  }

  @Test
  void aRouteStartedBeforeTheServerCanBeReachedWaitsForIt() throws Exception {
    objects.create("object");
    proxy.cut();

    try (var route = RecordedRoute.start(client, uri)) {
      var before = readiness(route);
      boolean wasPassed = route.count("object") > 0;
      proxy.open();
      route.awaitCount("object", 1);

      assertThat(before).isEqualTo(HealthCheck.State.DOWN);
      assertThat(wasPassed).isFalse();
      await().until(() -> readiness(route) == HealthCheck.State.UP);
    }
  }

  @Test
  void aRouteStopsWhileTheServerCannotBeReached() throws Exception {
    proxy.cut();

    try (var route = RecordedRoute.start(client, uri)) {
      route.context.getRouteController().stopRoute(RecordedRoute.ID);

      assertThat(route.passes).isEmpty();
      assertThat(route.context.getRouteController().getRouteStatus(RecordedRoute.ID).isStopped())
          .isTrue();
    }
  }

  @Test
  void aWatchInterruptedForTooLongIsNotReadyUntilItIsBack() throws Exception {
    objects.create("object");

    try (var route = new RecordedRoute(client)) {
      route.context.getComponent("reconcile", ReconcileComponent.class).setInterruptionAllowed(50);
      route.add(RecordedRoute.ID, uri, exchange -> {});
      route.context.start();
      route.awaitCount("object", 1);
      await().until(() -> readiness(route) == HealthCheck.State.UP);
      proxy.cut();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> readiness(route) == HealthCheck.State.DOWN);
      proxy.open();

      await().atMost(Duration.ofSeconds(60)).until(() -> readiness(route) == HealthCheck.State.UP);
    }
  }

  private static HealthCheck.State readiness(RecordedRoute route) {
    return HealthCheckHelper.invokeReadiness(route.context).stream()
        .filter(it -> it.getCheck().getId().startsWith("reconcile:"))
        .map(HealthCheck.Result::getState)
        .findFirst()
        .orElseThrow();
  }
}
