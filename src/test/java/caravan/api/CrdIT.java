package caravan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.components.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The CRDs on a real API server, which validates strictly what people apply. */
class CrdIT {
  private static final Path CRDS = Path.of("crds");
  private static final PatchContext STRICT_APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("people")
          .withFieldValidation("Strict")
          .build();
  private static ApiServer api;
  private static String namespace;

  @BeforeAll
  static void applyCrds() {
    api = ApiServer.start();
    namespace = api.namespace();
    for (var plural : new String[] {"replicationsources", "replicationdestinations"}) {
      api.install(CRDS.resolve(plural + ".yaml"));
    }
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"home-minio", "home-r2", "home-destination", "cephfs", "nfs", "every-field"})
  void takesWhatPeopleApply(String manifest) throws Exception {
    var file = Path.of("src/test/resources/caravan/api", manifest + ".yaml");

    var applied = apply(Files.readString(file));

    assertThat(applied.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(applied.getAdditionalProperties()).containsKey("spec");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "copyMethod: Snapshoot | spec.restic.copyMethod: Unsupported value",
        "copymethod: Snapshot | unknown field \"spec.restic.copymethod\"",
        "accessModes: [] | spec.restic.accessModes",
        "capacity: lots | spec.restic.capacity",
        "checkIntervalDays: -1 | spec.restic.checkIntervalDays",
        "readDataSubset: some | spec.restic.readDataSubset",
        "retain: {hourly: often} | spec.restic.retain.hourly",
        "moverVolumes: [{mountPath: repo}] | spec.restic.moverVolumes[0].volumeSource: Required",
        "moverSecurityContext: {runAsUsr: 568} | spec.restic.moverSecurityContext.runAsUsr"
      })
  void refusesWhatIsWrongAndNamesTheField(String restic, String words) {
    assertThatThrownBy(() -> create(source("wrong", "0 * * * *", restic)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 * * * *",
        "*/30 * * * *",
        "1,15 * * * *",
        "0/15 1-5 * * *",
        "@hourly",
        "@annually",
        "CRON_TZ=Europe/Berlin 0 2 * * *",
        // What VolSync's pattern lets through must not be refused by a swap of the operator.
        "12345",
        "@hourlyfoo",
        "garbage 1 2 3 4 5",
        // What it refuses, and robfig's parser would know.
        "@every 6h",
        "@midnight",
        "0 2 * jan-mar mon,wed",
        "H H(1-5) * * *"
      })
  void takesEveryScheduleThatVolSyncTakesAndMore(String schedule) {
    assertThat(apply(source("scheduled", schedule, "copyMethod: Direct"))).isNotNull();
  }

  @Test
  void refusesAScheduleOfWordsAlone() {
    assertThatThrownBy(() -> create(source("words", "daily", "copyMethod: Direct")))
        .hasMessageContaining("spec.trigger.schedule");
  }

  @Test
  void keepsTheBlocksOfOtherMoversAsTheyAre() {
    var applied =
        apply(
            """
            apiVersion: volsync.backube/v1alpha1
            kind: ReplicationSource
            metadata: {name: other}
            spec:
              sourcePVC: data
              rsyncTLS: {keySecret: tls, address: example.com, copyMethod: Snapshot}
            """);

    String keySecret = applied.get("spec", "rsyncTLS", "keySecret");
    assertThat(keySecret).isEqualTo("tls");
  }

  @Test
  void statusIsApart() {
    var applied = apply(source("apart", "0 * * * *", "copyMethod: Direct"));
    applied.setAdditionalProperty("status", Map.of("lastManualSync", "by spec"));

    api.client().resource(applied).inNamespace(namespace).update();
    var updated = api.client().resource(applied).inNamespace(namespace).get();

    assertThat(updated.getAdditionalProperties()).containsOnlyKeys("spec");
  }

  private static String source(String name, String schedule, String restic) {
    return """
    apiVersion: volsync.backube/v1alpha1
    kind: ReplicationSource
    metadata: {name: %s}
    spec:
      sourcePVC: data
      trigger: {schedule: "%s"}
      restic:
        repository: secret
        %s
    """
        .formatted(name, schedule, restic);
  }

  private static GenericKubernetesResource create(String yaml) {
    var object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    return api.client()
        .resource(object)
        .inNamespace(namespace)
        .fieldValidation(FieldValidateable.Validation.STRICT)
        .create();
  }

  private static GenericKubernetesResource apply(String yaml) {
    var object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    return api.client().resource(object).inNamespace(namespace).patch(STRICT_APPLY);
  }
}
