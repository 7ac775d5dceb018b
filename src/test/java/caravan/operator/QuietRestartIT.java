package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import caravan.api.ApiGroup;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator that has nothing to do writes nothing and hardly asks. */
@ExtendWith(OperatorExtension.class)
class QuietRestartIT {
  private static final int SOURCES = 50;
  private static final int DESTINATIONS = 10;
  private static OperatorBench bench;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @Test
  void aRestartWithNothingToDoWritesNothing() throws Exception {
    var site = site();
    bench.stopOperator();
    var before = versions(site);
    bench.proxy().forgetCalls();

    bench.startOperator();
    await().during(Duration.ofSeconds(20)).atMost(Duration.ofSeconds(40)).until(() -> true);
    var calls = bench.proxy().calls();

    assertThat(calls).filteredOn(call -> call.isWrite() && !call.isLease()).isEmpty();
    assertThat(versions(site)).isEqualTo(before);
    assertThat(calls).hasSizeLessThan(3 * (SOURCES + DESTINATIONS));

    bench.proxy().forgetCalls();
    await().during(Duration.ofSeconds(20)).atMost(Duration.ofSeconds(40)).until(() -> true);

    assertThat(bench.proxy().calls())
        .as("asked while idle for 20 s")
        .filteredOn(call -> !call.isWatch() && !call.isLease())
        .isEmpty();
  }

  /** Idle objects: one of each kind ran, the others have what it has. */
  private static Site site() throws Exception {
    var site = bench.site();
    site.claim("data");
    Files.writeString(site.folder("data").resolve("note"), "kept");
    site.source("ran", "first", "copyMethod: Direct");
    site.awaitSynced(Site.SOURCE, "ran", "first");
    site.claim("target");
    site.folder("target");
    site.destination("ran", "first", "copyMethod: Direct", "destinationPVC: target");
    site.awaitSynced(Site.DESTINATION, "ran", "first");
    for (int i = 1; i < SOURCES; i++) {
      copy(site, Site.SOURCE, "idle-" + i);
    }
    for (int i = 1; i < DESTINATIONS; i++) {
      copy(site, Site.DESTINATION, "idle-" + i);
    }
    bench.startOperator();
    return site;
  }

  private static void copy(Site site, String kind, String name) {
    if (bench.operator() != null) {
      bench.stopOperator();
    }
    var ran = site.object(kind, "ran");
    var copy = new GenericKubernetesResource();
    copy.setApiVersion(ran.getApiVersion());
    copy.setKind(ran.getKind());
    copy.setMetadata(
        new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
            .withName(name)
            .withNamespace(site.namespace())
            .build());
    copy.setAdditionalProperties(Map.of("spec", ran.getAdditionalProperties().get("spec")));
    var made = site.client().resource(copy).create();
    made.setAdditionalProperty("status", ran.getAdditionalProperties().get("status"));
    site.client().resource(made).updateStatus();
  }

  private static Map<String, String> versions(Site site) {
    return Stream.of(Site.SOURCE, Site.DESTINATION)
        .flatMap(kind -> objects(site, kind).stream())
        .collect(
            java.util.stream.Collectors.toMap(
                it -> it.getKind() + "/" + it.getMetadata().getName(),
                it -> it.getMetadata().getResourceVersion()));
  }

  private static List<GenericKubernetesResource> objects(Site site, String kind) {
    return site.client()
        .genericKubernetesResources(ApiGroup.VOLSYNC_VERSION, kind)
        .inNamespace(site.namespace())
        .list()
        .getItems();
  }
}
