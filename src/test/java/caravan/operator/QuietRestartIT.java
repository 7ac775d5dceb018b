package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import caravan.api.ApiGroup;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.api.management.ManagedCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator that has nothing to do writes nothing and hardly asks. */
class QuietRestartIT {
  private static final int SOURCES = 50;
  private static final int DESTINATIONS = 10;
  private static OperatorBench bench;

  @BeforeAll
  static void start() {
    bench = OperatorBench.withoutOperator();
    bench.proxy();
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void aRestartWithNothingToDoWritesNothing() throws Exception {
    var site = idleSite();
    var before = versions(site);
    bench.proxy().forgetCalls();

    bench.startOperator();
    Site.soon().until(() -> passes() >= SOURCES + DESTINATIONS);
    var calls = bench.proxy().calls();

    // The one write that is not about an object: who fills claims is announced by each operator.
    assertThat(calls)
        .filteredOn(it -> it.isWrite() && !it.path().contains("/volumepopulators"))
        .isEmpty();
    assertThat(calls).hasSizeLessThan(3 * (SOURCES + DESTINATIONS));
    assertThat(versions(site)).isEqualTo(before);
    assertNobodyAsksWhileIdle();
  }

  private static void assertNobodyAsksWhileIdle() {
    await()
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              boolean isQuiet = bench.proxy().calls().stream().allMatch(it -> it.isWatch());
              bench.proxy().forgetCalls();
              return isQuiet;
            });
  }

  /** Over sources and destinations that have ended, since the operator started. */
  private static long passes() throws Exception {
    return bench
        .operator()
        .context()
        .getCamelContextExtension()
        .getContextPlugin(ManagedCamelContext.class)
        .getManagedRoute("pass-over-object")
        .getExchangesCompleted();
  }

  /** Idle objects and no operator: one of each kind ran, the others have what it has. */
  private static Site idleSite() throws Exception {
    var site = bench.siteWithNote("kept");
    bench.startOperator();
    site.source("ran", "first", "copyMethod: Direct");
    site.awaitSynced(Site.SOURCE, "ran", "first");
    site.claim("target");
    site.folder("target");
    site.destination("ran", "first", "copyMethod: Direct", "destinationPVC: target");
    site.awaitSynced(Site.DESTINATION, "ran", "first");
    bench.stopOperator();
    for (int i = 1; i < SOURCES; i++) {
      copy(site, Site.SOURCE, "idle-" + i);
    }
    for (int i = 1; i < DESTINATIONS; i++) {
      copy(site, Site.DESTINATION, "idle-" + i);
    }
    return site;
  }

  private static void copy(Site site, String kind, String name) {
    var ran = site.object(kind, "ran");
    var copy = new GenericKubernetesResource();
    copy.setApiVersion(ran.getApiVersion());
    copy.setKind(ran.getKind());
    copy.setMetadata(
        new ObjectMetaBuilder().withName(name).withNamespace(site.namespace()).build());
    copy.setAdditionalProperties(Map.of("spec", ran.getAdditionalProperties().get("spec")));
    var made = site.client().resource(copy).create();
    made.setAdditionalProperty("status", ran.getAdditionalProperties().get("status"));
    site.client().resource(made).updateStatus();
  }

  private static Map<String, String> versions(Site site) {
    return Stream.of(Site.SOURCE, Site.DESTINATION)
        .flatMap(kind -> objects(site, kind).stream())
        .collect(
            Collectors.toMap(
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
