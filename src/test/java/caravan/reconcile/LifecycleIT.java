package caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import caravan.components.ApiServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes over objects of a real API server that start, stop, and start again. */
@Timeout(120)
class LifecycleIT {
  private static ApiServer api;
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
  void useANamespace() {
    objects = new Objects(api.client(), api.namespace());
    uri = "reconcile:v1/configmaps?backOffFirst=5&namespaces=" + objects.namespace();
  }

  @Test
  void aRouteStoppedAndStartedGetsEachChangeOnce() throws Exception {
    objects.create("object");

    try (var route = RecordedRoute.start(api.client(), uri)) {
      route.awaitCount("object", 1);
      for (int i = 2; i < 5; i++) {
        route.context.getRouteController().stopRoute(RecordedRoute.ID);
        route.context.getRouteController().startRoute(RecordedRoute.ID);
        route.awaitCount("object", i);
      }
      objects.change("object", "new");
      route.awaitCount("object", 5);
      objects.create("marker");
      route.awaitCount("marker", 1);

      assertThat(route.count("object")).isEqualTo(5);
      assertThat(component(route).informers().watched()).hasSize(1);
    }
  }

  @Test
  void aRouteSuspendedAndResumedGoesOn() throws Exception {
    objects.create("object");

    try (var route = RecordedRoute.start(api.client(), uri)) {
      route.awaitCount("object", 1);
      route.context.getRouteController().suspendRoute(RecordedRoute.ID);
      route.context.getRouteController().resumeRoute(RecordedRoute.ID);
      objects.create("later");
      route.awaitCount("later", 1);

      assertThat(route.last("later").object()).isNotNull();
    }
  }

  @Test
  void aStoppedRouteLeavesNoWatch() throws Exception {
    objects.create("object");

    try (var route = RecordedRoute.start(api.client(), uri + "&owns=v1/secrets")) {
      route.awaitCount("object", 1);
      route.context.getRouteController().stopRoute(RecordedRoute.ID);

      assertThat(component(route).informers().watched()).isEmpty();
      assertThat(component(route).resources()).isEmpty();
    }
  }

  @Test
  void aStopWaitsForThePass() throws Exception {
    var release = new CountDownLatch(1);
    var isComplete = new AtomicBoolean();
    objects.create("long");

    try (var route =
        RecordedRoute.start(
            api.client(), uri, it -> isComplete.set(release.await(60, TimeUnit.SECONDS)))) {
      route.context.getExecutorServiceManager().setShutdownAwaitTermination(1);
      route.awaitCount("long", 1);
      var stopped = CompletableFuture.runAsync(() -> stop(route));
      await().until(() -> isStopping(route));
      boolean early = stopped.isDone();
      release.countDown();

      assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
      assertThat(early).isFalse();
      assertThat(isComplete).isTrue();
    }
  }

  private static boolean isStopping(RecordedRoute route) {
    var consumer = (ReconcileConsumer) route.context.getRoute(RecordedRoute.ID).getConsumer();
    return !consumer.isRunAllowed();
  }

  private static void stop(RecordedRoute route) {
    try {
      route.context.getRouteController().stopRoute(RecordedRoute.ID);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theSecondRouteOfAResourceRefusesToStart() throws Exception {
    try (var route = new RecordedRoute(api.client())) {
      route.add("one", uri, it -> {});
      route.add("two", uri + "&workers=1", it -> {});

      assertThatThrownBy(route.context::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("v1/configmaps is reconciled by another route already");
    }
  }

  @Test
  void aRouteThatCannotStartLeavesNothingBehind() throws Exception {
    try (var route = new RecordedRoute(api.client())) {
      route.context.start();

      assertThatThrownBy(() -> route.add("wrong", uri + "&owns=v1/secrets,nonsense", it -> {}))
          .hasMessageStartingWith("\"nonsense\" is no resource");
      assertThat(component(route).resources()).isEmpty();
      assertThat(component(route).informers().watched()).isEmpty();
    }
  }

  private static ReconcileComponent component(RecordedRoute route) {
    return route.context.getComponent("reconcile", ReconcileComponent.class);
  }
}
