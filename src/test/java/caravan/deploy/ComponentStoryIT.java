package caravan.deploy;

import static caravan.api.ApiGroup.REPLICATION_DESTINATION;
import static caravan.api.ApiGroup.REPLICATION_SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import caravan.components.Components;
import caravan.components.MinioServer;
import caravan.components.Restic;
import caravan.operator.OperatorBench;
import caravan.operator.Site;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An app's life with the component as it is shipped, on a real MinIO. */
class ComponentStoryIT {
  private static final String PASSWORD = "change-me-and-keep-a-copy";
  private static final Map<String, String> VARIABLES =
      Map.of(
          "APP", "notes",
          "VOLSYNC_CAPACITY", "1Gi",
          "VOLSYNC_STORAGECLASS", "folders",
          "VOLSYNC_SNAPSHOTCLASS", "folders",
          "VOLSYNC_CACHE_SNAPSHOTCLASS", "folders");
  private static OperatorBench bench;
  private static MinioServer minio;

  @BeforeAll
  static void start() {
    minio = MinioServer.start();
    bench = OperatorBench.start();
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
    if (minio != null) {
      minio.close();
    }
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(200));
  }

  /** The sample without External Secrets, over two buckets of this MinIO. */
  private static List<GenericKubernetesResource> app() {
    var built =
        Tool.run(Components.kustomize(), "build", "deploy/samples/plain-secret").succeeded();
    var here =
        built
            .replace("http://minio.minio.svc:9000/volsync", minio.endpoint() + "/hourly")
            .replace(
                "https://ACCOUNT.r2.cloudflarestorage.com/volsync", minio.endpoint() + "/daily")
            .replaceAll("(minio|r2)-access-key", MinioServer.ACCESS_KEY)
            .replaceAll("(minio|r2)-secret-key", MinioServer.SECRET_KEY);
    return Manifests.parse(Tool.run(Components.envsubst(), VARIABLES, here, "--strict").succeeded())
        .objects();
  }

  private static void apply(Site site, Predicate<GenericKubernetesResource> which) {
    site.apply(
        app().stream()
            .filter(which)
            .map(Serialization::asYaml)
            .collect(Collectors.joining("\n---\n")));
  }

  private static boolean isSource(GenericKubernetesResource object) {
    return object.getKind().equals(REPLICATION_SOURCE);
  }

  private static void awaitHealthy(Site site, String kind, String name) {
    soon()
        .untilAsserted(
            () -> assertThat(site.condition(kind, name, "Healthy")).isEqualTo("True/Succeeded"));
  }

  private static void assertHolds(String bucket) {
    var restic =
        Restic.at("s3:" + minio.endpoint() + "/" + bucket + "/notes", PASSWORD)
            .with("AWS_ACCESS_KEY_ID", MinioServer.ACCESS_KEY)
            .with("AWS_SECRET_ACCESS_KEY", MinioServer.SECRET_KEY);
    restic.run("check", "--read-data");
    assertThat(restic.run("dump", "latest", "/note").text()).isEqualTo("kept");
  }

  @Test
  void startsEmptyIsBackedUpTwiceAndComesBackAsItWas() throws Exception {
    var site = bench.site();
    apply(site, object -> !isSource(object));
    Path volume = site.folder("notes");
    assertThat(volume).isEmptyDirectory();
    awaitHealthy(site, REPLICATION_DESTINATION, "notes-dst");

    Files.writeString(volume.resolve("note"), "kept");
    apply(site, ComponentStoryIT::isSource);
    awaitHealthy(site, REPLICATION_SOURCE, "notes");
    awaitHealthy(site, REPLICATION_SOURCE, "notes-r2");
    assertHolds("hourly");
    assertHolds("daily");

    for (var object : app()) {
      bench.client().resource(object).inNamespace(site.namespace()).delete();
    }
    soon().until(() -> site.claimNamed("notes").isEmpty());
    apply(site, _ -> true);

    assertThat(site.folder("notes").resolve("note")).hasContent("kept");
    awaitHealthy(site, REPLICATION_SOURCE, "notes");
    assertThat(site.claimNamed("volsync-dst-notes-dst-cache")).isEmpty();
    assertThat(site.claimNamed("volsync-src-notes-cache")).isPresent();
    assertHolds("hourly");
  }
}
