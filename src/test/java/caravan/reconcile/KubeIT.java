package caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import caravan.components.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes to a real API server: what it makes of them, and how it refuses. */
@Timeout(60)
class KubeIT {
  private static ApiServer api;
  private static DefaultCamelContext context;
  private static ProducerTemplate template;
  private Objects objects;
  private Sources sources;

  @BeforeAll
  static void start() throws Exception {
    api = ApiServer.start();
    Sources.install(api.client());
    context = new DefaultCamelContext();
    context.getRegistry().bind("kubernetesClient", api.client());
    context.start();
    template = context.createProducerTemplate();
  }

  @AfterAll
  static void stop() {
    if (context != null) {
      context.stop();
    }
    if (api != null) {
      api.close();
    }
  }

  @BeforeEach
  void useANamespace() {
    var namespace = api.namespace();
    objects = new Objects(api.client(), namespace);
    sources = new Sources(api.client(), namespace);
  }

  @Test
  void createAnswersWhatTheServerMade() {
    var created = (ConfigMap) send("kube:create", objects.configMap("new", Map.of("a", "b")));

    assertThat(created.getMetadata().getUid()).isNotBlank();
    assertThat(created.getMetadata().getLabels()).containsEntry("a", "b");
  }

  @Test
  void createRefusesASecondOne() {
    send("kube:create", objects.configMap("twice", Map.of()));

    assertRefused(409, () -> send("kube:create", objects.configMap("twice", Map.of())));
  }

  @Test
  void applyingTwiceMakesOneObjectOfTheFieldManager() {
    var object = objects.configMap("applied", Map.of("a", "b"));

    var first = (ConfigMap) send("kube:apply?fieldManager=tester", object);
    var second = (ConfigMap) send("kube:apply?fieldManager=tester", object);

    assertThat(second.getMetadata().getUid()).isEqualTo(first.getMetadata().getUid());
    assertThat(second.getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager, ManagedFieldsEntry::getOperation)
        .containsExactly(tuple("tester", "Apply"));
  }

  @Test
  void applyTakesWhatWasAnsweredBefore() {
    var first = (ConfigMap) send("kube:apply", objects.configMap("again", Map.of()));

    var second = (ConfigMap) send("kube:apply", withData(first, "new"));

    assertThat(second.getData()).containsEntry("key", "new");
  }

  @Test
  void applyWithoutForceRefusesFieldsOfOthers() {
    var mine = withData(objects.configMap("shared", Map.of()), "mine");
    var theirs = withData(objects.configMap("shared", Map.of()), "theirs");
    send("kube:apply?fieldManager=me", mine);

    assertRefused(409, () -> send("kube:apply?fieldManager=them&force=false", theirs));
    var forced = (ConfigMap) send("kube:apply?fieldManager=them", theirs);

    assertThat(forced.getData()).containsEntry("key", "theirs");
  }

  @Test
  void updateReplacesTheObject() {
    var object = objects.create("updated", Map.of("a", "b"));
    var changed =
        new ConfigMapBuilder(object).editMetadata().withLabels(Map.of()).endMetadata().build();

    var updated = (ConfigMap) send("kube:update", withData(changed, "new"));

    assertThat(updated.getMetadata().getLabels()).isNullOrEmpty();
    assertThat(updated.getData()).containsOnlyKeys("key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kube:update", "kube:status"})
  void whatSomebodyChangedMeanwhileIsRefusedAtOnce(String uri) {
    var stale = sources.create("stale");
    sources.edit("stale", it -> it.getMetadata().setLabels(Map.of("by", "somebody")));
    stale.setAdditionalProperty("status", Map.of("lastManualSync", "mine"));

    var before = System.nanoTime();
    assertRefused(409, () -> send(uri, stale));

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    assertThat(sources.get("stale").getAdditionalProperties()).doesNotContainKey("status");
  }

  @Test
  void aStatusDoesNotTouchTheRest() {
    var source = sources.create("source");
    source.setAdditionalProperty("spec", Map.of("sourcePVC", "another"));
    source.setAdditionalProperty("status", Map.of("lastManualSync", "done"));

    var updated = (GenericKubernetesResource) send("kube:status", source);

    String claim = updated.get("spec", "sourcePVC");
    String status = updated.get("status", "lastManualSync");
    assertThat(claim).isEqualTo("data");
    assertThat(status).isEqualTo("done");
    assertThat(updated.getMetadata().getGeneration()).isEqualTo(1);
  }

  @Test
  void onlyTheVeryObjectIsDeleted() {
    var object = objects.create("deleted");
    var another =
        new ConfigMapBuilder(object).editMetadata().withUid("another").endMetadata().build();
    objects.change("deleted", "meanwhile");

    assertThat(send("kube:delete", another)).isEqualTo(false);
    assertThat(objects.client().resource(object).get()).isNotNull();
    assertThat(send("kube:delete", object)).isEqualTo(true);
    assertThat(objects.client().resource(object).get()).isNull();
    assertThat(send("kube:delete", object)).isEqualTo(false);
  }

  @Test
  void aCustomObjectIsWrittenLikeAnyOther() {
    var created = (GenericKubernetesResource) send("kube:create", sources.source("custom"));

    var applied =
        (GenericKubernetesResource) send("kube:apply?fieldManager=x", sources.source("custom"));

    assertThat(applied.getMetadata().getUid()).isEqualTo(created.getMetadata().getUid());
    assertThat(send("kube:delete", created)).isEqualTo(true);
    assertThat(sources.get("custom")).isNull();
  }

  @Test
  void anEventTellsOfWhatByWhomAndWhy() {
    var object = objects.create("told");

    var event = tell(object, "it is done");

    assertThat(event.getMetadata().getNamespace()).isEqualTo(objects.namespace());
    assertThat(event.getRegarding().getName()).isEqualTo("told");
    assertThat(event.getRegarding().getKind()).isEqualTo("ConfigMap");
    assertThat(event.getRegarding().getUid()).isEqualTo(object.getMetadata().getUid());
    assertThat(event.getReportingController()).isEqualTo("example.com/tester");
    assertThat(event.getType()).isEqualTo("Warning");
    assertThat(event.getReason()).isEqualTo("Tested");
    assertThat(event.getNote()).isEqualTo("it is done");
    assertThat(event.getSeries()).isNull();
  }

  @Test
  void theSameEventToldAgainIsCounted() {
    var object = objects.create("counted");
    var start = Instant.now();

    tell(object, "again");
    var second = tell(object, "again");
    var third = tell(object, "again");
    tell(object, "another");

    assertThat(second.getSeries().getCount()).isEqualTo(2);
    assertThat(third.getSeries().getCount()).isEqualTo(3);
    assertThat(Instant.parse(third.getSeries().getLastObservedTime().getTime())).isAfter(start);
    assertThat(objects.client().events().v1().events().inNamespace(objects.namespace()).list())
        .satisfies(it -> assertThat(it.getItems()).hasSize(2));
  }

  @Test
  void eventsOfLongNamesAndLongNotesAreTold() {
    var object = objects.create("n".repeat(240) + "." + "x".repeat(12));

    var event = tell(object, "word ".repeat(1_000));

    assertThat(event.getNote()).hasSize(1024).endsWith("...");
    assertThat(event.getRegarding().getName()).isEqualTo(object.getMetadata().getName());
  }

  private static Event tell(HasMetadata object, String note) {
    var headers =
        Map.<String, Object>of(
            KubeConstants.EVENT_TYPE, "Warning",
            KubeConstants.EVENT_REASON, "Tested",
            KubeConstants.EVENT_NOTE, note);
    var uri = "kube:event?reportingController=example.com/tester";
    return template.requestBodyAndHeaders(uri, object, headers, Event.class);
  }

  private static ConfigMap withData(ConfigMap object, String value) {
    return new ConfigMapBuilder(object).withData(Map.of("key", value)).build();
  }

  private static Object send(String uri, Object body) {
    return template.requestBody(uri, body);
  }

  private static void assertRefused(int code, ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOf(CamelExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            KubernetesClientException.class, it -> assertThat(it.getCode()).isEqualTo(code));
  }
}
