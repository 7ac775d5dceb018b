package caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.ApiServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which objects of a real API server get a pass, and which of their changes. */
@Timeout(120)
class SelectionIT {
  private static ApiServer api;
  private Objects objects;
  private String uri;

  @BeforeAll
  static void start() throws Exception {
    api = ApiServer.start();
    Sources.install(api.client());
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
    uri = "reconcile:v1/configmaps?workers=1&namespaces=" + objects.namespace();
  }

  @Test
  void anOwnedObjectWakesTheVeryObjectThatOwnsIt() throws Exception {
    var owner = objects.create("owner");
    var other = objects.create("other");

    try (var route = RecordedRoute.start(api.client(), uri + "&owns=v1/secrets")) {
      route.awaitCount("owner", 1);
      route.awaitCount("other", 1);
      objects.createOwned("of-one-before", other, "uid-of-one-before");
      var owned = objects.createOwned("owned", owner, owner.getMetadata().getUid());
      route.awaitCount("owner", 2);
      api.client().resource(owned).delete();
      route.awaitCount("owner", 3);

      assertThat(route.count("other")).isEqualTo(1);
    }
  }

  @Test
  void onlyOwnedObjectsWithTheLabelsWake() throws Exception {
    var owner = objects.create("owner");

    try (var route =
        RecordedRoute.start(api.client(), uri + "&owns=v1/secrets&ownsLabelSelector=a=b")) {
      route.awaitCount("owner", 1);
      objects.createOwned("unlabelled", owner, owner.getMetadata().getUid());
      objects.create("marker");
      route.awaitCount("marker", 1);

      assertThat(route.count("owner")).isEqualTo(1);
    }
  }

  @Test
  void onlyObjectsWithTheLabelsAreLookedAt() throws Exception {
    objects.create("without");
    objects.create("with", Map.of("app", "x"));

    try (var route = RecordedRoute.start(api.client(), uri + "&labelSelector=app=x")) {
      route.awaitCount("with", 1);
      objects.create("later-without");
      objects.create("later-with", Map.of("app", "x"));
      route.awaitCount("later-with", 1);

      assertThat(route.passes).extracting(it -> it.name()).containsExactly("with", "later-with");
    }
  }

  @Test
  void onlyTheNamedNamespacesAreWatched() throws Exception {
    var second = new Objects(api.client(), api.namespace());
    var unwatched = new Objects(api.client(), api.namespace());
    unwatched.create("elsewhere");
    objects.create("here");

    try (var route = RecordedRoute.start(api.client(), uri + "," + second.namespace())) {
      route.awaitCount("here", 1);
      unwatched.create("elsewhere-later");
      second.create("there");
      route.awaitCount("there", 1);

      assertThat(route.passes).extracting(it -> it.name()).containsExactly("here", "there");
    }
  }

  @Test
  void allNamespacesAreWatchedWhenNoneIsNamed() throws Exception {
    var second = new Objects(api.client(), api.namespace());
    objects.create("here");
    second.create("there");

    try (var route = RecordedRoute.start(api.client(), "reconcile:v1/configmaps")) {
      route.awaitCount("here", 1);
      route.awaitCount("there", 1);

      assertThat(route.last("there").object().getMetadata().getNamespace())
          .isEqualTo(second.namespace());
    }
  }

  @Test
  void onlyWhatTheFilterKeepsIsLookedAt() throws Exception {
    objects.create("unwanted");
    objects.create("wanted");

    try (var route = RecordedRoute.start(api.client(), uri + "&filter=#wanted")) {
      route.awaitCount("wanted", 1);
      objects.change("unwanted", "new");
      objects.delete("unwanted");
      objects.create("wanted-later");
      route.awaitCount("wanted-later", 1);

      assertThat(route.passes).extracting(it -> it.name()).containsOnly("wanted", "wanted-later");
    }
  }

  @Test
  void aStatusDoesNotWakeButSpecLabelsAndAnnotationsDo() throws Exception {
    var sources = new Sources(api.client(), objects.namespace());
    sources.create("source");

    try (var route =
        RecordedRoute.start(
            api.client(),
            "reconcile:" + Sources.RESOURCE + "?workers=1&namespaces=" + sources.namespace())) {
      route.awaitCount("source", 1);
      sources.writeStatus("source", "done");
      sources.create("marker");
      route.awaitCount("marker", 1);
      long afterStatus = route.count("source");
      sources.edit("source", it -> it.setAdditionalProperty("spec", Map.of("sourcePVC", "new")));
      route.awaitCount("source", 2);
      sources.edit("source", it -> it.getMetadata().setLabels(Map.of("a", "b")));
      route.awaitCount("source", 3);
      sources.edit("source", it -> it.getMetadata().setAnnotations(Map.of("a", "b")));
      route.awaitCount("source", 4);

      String status = route.last("source").object().get("status", "lastManualSync");
      assertThat(afterStatus).isEqualTo(1);
      assertThat(status).isEqualTo("done");
    }
  }
}
