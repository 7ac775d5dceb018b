package caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.components.ApiServer;
import caravan.components.Components;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API server takes every manifest, with no field that it does not know. */
class AppliesIT {
  private static final Map<String, String> VARIABLES =
      Map.of("APP", "notes", "VOLSYNC_CAPACITY", "5Gi");
  private static ApiServer api;

  @BeforeAll
  static void start() {
    api = ApiServer.start();
    Components.crds().forEach(api::install);
    Components.deployCrds().forEach(api::install);
    for (var kind : List.of("replicationsources", "replicationdestinations")) {
      api.install(Path.of("crds", kind + ".yaml"));
    }
    Manifests.kustomize(Path.of("deploy")).objects().stream()
        .filter(object -> object.getKind().equals("Namespace"))
        .forEach(namespace -> api.client().resource(namespace).create());
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  /** On the server, changing nothing; unknown and doubled fields are errors. */
  private static void dryRun(GenericKubernetesResource object) {
    var namespaced = object.getMetadata().getNamespace() == null;
    var strict =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("test")
            .withForce(true)
            .withDryRun(List.of("All"))
            .withFieldValidation("Strict")
            .build();
    var resource =
        namespaced
            ? api.client().resource(object).inNamespace("default")
            : api.client().resource(object);
    resource.patch(strict);
  }

  private static void dryRun(Manifests manifests) {
    assertThat(manifests.objects()).isNotEmpty();
    for (var object : manifests.objects()) {
      try {
        dryRun(object);
      } catch (KubernetesClientException e) {
        throw new AssertionError(
            object.getKind() + "/" + object.getMetadata().getName() + ": " + e.getMessage(), e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kustomizations")
  void takesEveryKustomization(Path folder) {
    var built = Tool.run(Components.kustomize(), "build", folder.toString()).succeeded();
    var isFilled = folder.startsWith("deploy/samples") && built.contains("${APP}");
    dryRun(
        Manifests.parse(
            isFilled
                ? Tool.run(Components.envsubst(), VARIABLES, built, "--strict").succeeded()
                : built));
  }

  static Stream<Path> kustomizations() throws IOException {
    return find("kustomization.yaml")
        .filter(file -> !text(file).contains("kind: Component"))
        .map(Path::getParent)
        .toList()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void takesEverySampleThatIsNoKustomization(Path file) {
    dryRun(Manifests.parse(text(file)));
  }

  static Stream<Path> samples() {
    return Stream.of(
        Path.of("deploy/samples/restore-older-state/destination.yaml"),
        Path.of("deploy/samples/one-off-backup/source.yaml"));
  }

  @Test
  void takesTheChartWithEverythingOn() {
    dryRun(
        Manifests.helm(
            "--api-versions", "monitoring.coreos.com/v1",
            "--set", "replicaCount=2,metrics.prometheusRule=true,metrics.dashboard=true",
            "--set", "routes.on-failure\\.camel\\.yaml=text"));
  }

  @Test
  void refusesAVolumeWithoutCapacity() {
    var built = Tool.run(Components.kustomize(), "build", "deploy/samples/flux/app").succeeded();
    var filled = Tool.run(Components.envsubst(), Map.of("APP", "notes"), built).succeeded();
    var claim = Manifests.parse(filled).get("PersistentVolumeClaim", "notes");

    assertThatThrownBy(() -> dryRun(claim)).hasMessageContaining("storage");
  }

  /** Flux's own kinds are not installed: what they name is looked at instead. */
  @Test
  void fluxFindsTheFoldersThatTheSamplesName() throws IOException {
    for (var file : find("ks.yaml").toList()) {
      var kustomization = Serialization.unmarshal(text(file), GenericKubernetesResource.class);
      var folder = Path.of(kustomization.<String>get("spec", "path"));
      assertThat(folder.resolve("kustomization.yaml")).as(file.toString()).exists();
      Map<String, String> variables = kustomization.get("spec", "postBuild", "substitute");
      var built = Tool.run(Components.kustomize(), "build", folder.toString()).succeeded();
      dryRun(
          Manifests.parse(
              Tool.run(Components.envsubst(), variables, built, "--strict").succeeded()));
    }
  }

  private static Stream<Path> find(String name) throws IOException {
    try (var files = Files.walk(Path.of("deploy"))) {
      return files.filter(file -> file.getFileName().toString().equals(name)).toList().stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
