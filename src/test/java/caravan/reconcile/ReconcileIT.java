package caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The passes over objects of a real API server: when there is one, and how many at once. */
@Timeout(120)
class ReconcileIT {
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
  void objectsThatAreThereAndThoseThatComeReachTheRoute() throws Exception {
    objects.create("early");

    try (var route = RecordedRoute.start(api.client(), uri)) {
      route.awaitCount("early", 1);
      objects.create("late");
      route.awaitCount("late", 1);

      assertThat(route.last("early").object().getKind()).isEqualTo("ConfigMap");
      assertThat(route.last("late").object().getMetadata().getNamespace())
          .isEqualTo(objects.namespace());
      assertThat(route.passes).hasSize(2);
    }
  }

  @Test
  void aPassMayChangeItsObjectAndTheNextOneGetsItAsItIs() throws Exception {
    objects.create("object");

    try (var route =
        RecordedRoute.start(
            api.client(),
            uri + "&resync=20",
            it -> it.getMessage().getBody(GenericKubernetesResource.class).setKind("Changed"))) {
      route.awaitCount("object", 2);

      assertThat(route.passes.get(0).object()).isNotSameAs(route.passes.get(1).object());
    }
  }

  @Test
  void aDeletedObjectComesOnceMoreWithoutABody() throws Exception {
    objects.create("gone");

    try (var route = RecordedRoute.start(api.client(), uri)) {
      route.awaitCount("gone", 1);
      objects.delete("gone");
      route.awaitCount("gone", 2);

      assertThat(route.last("gone").object()).isNull();
    }
  }

  @Test
  void changesDuringAPassCauseOneMoreAndNeverASecondAtOnce() throws Exception {
    var release = new CountDownLatch(1);
    var atOnce = new AtomicInteger();
    var most = new AtomicInteger();
    objects.create("busy");

    try (var route =
        RecordedRoute.start(api.client(), uri, it -> hold(it, release, atOnce, most))) {
      route.awaitCount("busy", 1);
      for (int i = 0; i < 5; i++) {
        objects.change("busy", "value" + i);
      }
      objects.create("marker");
      route.awaitCount("marker", 1);
      long meanwhile = route.count("busy");
      release.countDown();
      route.awaitCount("busy", 2);
      objects.create("last");
      route.awaitCount("last", 1);

      assertThat(meanwhile).isEqualTo(1);
      assertThat(route.count("busy")).isEqualTo(2);
      assertThat(most).hasValue(1);
      Map<String, String> data = route.last("busy").object().get("data");
      assertThat(data).containsEntry("key", "value4");
    }
  }

  private static void hold(
      Exchange exchange, CountDownLatch release, AtomicInteger atOnce, AtomicInteger most)
      throws InterruptedException {
    if (isOf(exchange, "busy")) {
      most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      release.await();
      atOnce.decrementAndGet();
    }
  }

  @Test
  void aFailingPassIsTriedAgainUntilItGoesWell() throws Exception {
    var failures = new AtomicInteger(3);
    objects.create("failing");

    try (var route = RecordedRoute.start(api.client(), uri, it -> failWhile(failures))) {
      route.awaitCount("failing", 4);
      objects.create("marker");
      route.awaitCount("marker", 1);

      assertThat(route.count("failing")).isEqualTo(4);
    }
  }

  private static void failWhile(AtomicInteger failures) {
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException("not yet");
    }
  }

  @Test
  void theRouteSaysWhenTheObjectComesBack() throws Exception {
    var isFirst = new AtomicBoolean(true);
    objects.create("later");

    try (var route =
        RecordedRoute.start(
            api.client(),
            uri,
            it -> {
              if (isFirst.getAndSet(false)) {
                it.getMessage().setHeader(ReconcileConstants.AFTER, Duration.ofMillis(30));
              }
            })) {
      route.awaitCount("later", 2);
      objects.create("marker");
      route.awaitCount("marker", 1);

      assertThat(route.count("later")).isEqualTo(2);
    }
  }

  @Test
  void anObjectIsLookedAtAgainAndAgainWithAResync() throws Exception {
    objects.create("regular");

    try (var route = RecordedRoute.start(api.client(), uri + "&resync=20")) {
      route.awaitCount("regular", 3);

      assertThat(route.last("regular").object()).isNotNull();
    }
  }

  @Test
  void stepsThatLeaveTheirThreadInterruptedCostNoWorker() throws Exception {
    objects.create("first");

    try (var route =
        RecordedRoute.start(
            api.client(), uri + "&workers=1", it -> Thread.currentThread().interrupt())) {
      route.awaitCount("first", 1);
      objects.create("second");
      route.awaitCount("second", 1);

      assertThat(route.passes).hasSize(2);
    }
  }

  @Test
  void aProducerAsksForAPass() throws Exception {
    objects.create("asked");

    try (var route = RecordedRoute.start(api.client(), uri)) {
      route.awaitCount("asked", 1);
      route.ask(
          "reconcile:v1/configmaps",
          Map.of("CamelReconcileName", "asked", "CamelReconcileNamespace", objects.namespace()));
      route.awaitCount("asked", 2);

      assertThat(route.last("asked").object()).isNotNull();
    }
  }

  private static boolean isOf(Exchange exchange, String name) {
    return name.equals(exchange.getMessage().getHeader(ReconcileConstants.NAME));
  }
}
