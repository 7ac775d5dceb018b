package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.kubernetes.Cluster;
import caravan.kubernetes.KubernetesSteps;
import caravan.kubernetes.MoverSettings;
import caravan.kubernetes.MoverTurns;
import caravan.local.LocalFolders;
import caravan.replication.Samples;
import caravan.restic.repository.LockOwner;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads every route with the steps it names: a step that is not there fails the start. */
class RoutesTest {
  private static final Pattern DIRECT = Pattern.compile("direct:[-a-z0-9]+");

  @TempDir static Path folder;
  private static LocalMode mode;
  private static CamelProgram operator;

  @BeforeAll
  static void startsWithEveryStepItNames() throws IOException {
    var folders =
        LocalFolders.of(
            Files.createDirectory(folder.resolve("manifests")),
            Files.createDirectory(folder.resolve("volumes")));
    mode =
        LocalMode.start(
            new LocalMode.Settings(
                folders,
                null,
                Map.of("camel.management.enabled", "false"),
                Map.of(),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new LockOwner("test", "test", 1, 0, 0),
                "caravan test"));
    operator = operator();
  }

  /** Its routes that watch start with leadership only, so that no cluster is needed. */
  private static CamelProgram operator() {
    var config = new ConfigBuilder(Config.empty()).withMasterUrl("https://127.0.0.1:1").build();
    var client = new KubernetesClientBuilder().withConfig(config).build();
    var settings =
        Map.of("camel.management.enabled", "false", "caravan.cluster.owns", "batch/v1/jobs");
    var program = CamelProgram.init(OperatorMode.ROUTES, settings);
    program.bind(Map.of("kubernetesClient", client));
    var steps =
        new KubernetesSteps(
            new Cluster(client, program.template(), List.of()),
            new MoverSettings("image", "constraint", Map.of(), MoverSettings.PullSecrets.NONE),
            new MoverTurns(1),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            new Samples.Told());
    program.bind(steps.byName());
    program.start();
    return program;
  }

  @AfterAll
  static void stop() {
    mode.close();
    operator.close();
  }

  private static Stream<CamelContext> programs() {
    return Stream.of(mode.context(), operator.context());
  }

  @Test
  void everyFileIsLoaded() throws IOException {
    var loaded =
        programs()
            .flatMap(it -> routes(it).stream())
            .map(it -> it.getResource().getLocation())
            .toList();

    try (var files = Files.walk(Path.of("routes"))) {
      var names =
          files
              .filter(file -> file.toString().endsWith(".camel.yaml"))
              .filter(file -> !file.getFileName().toString().startsWith("errors"))
              .map(Path::toString)
              .toList();
      assertThat(names)
          .allSatisfy(name -> assertThat(loaded).anyMatch(location -> location.endsWith(name)));
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyRouteSaysWhatItIsFor(CamelContext program) {
    assertThat(routes(program))
        .isNotEmpty()
        .allSatisfy(
            route -> {
              assertThat(route.hasCustomIdAssigned()).as(route.toString()).isTrue();
              assertThat(route.getDescriptionText()).as(route.getId()).isNotBlank();
            });
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyStepHasAnIdOfItsOwn(CamelContext program) {
    var steps = routes(program).stream().flatMap(RoutesTest::steps).toList();

    assertThat(steps)
        .isNotEmpty()
        .filteredOn(step -> !step.hasCustomIdAssigned())
        .extracting(OptionalIdentifiedDefinition::toString)
        .isEmpty();
    assertThat(steps).extracting(OptionalIdentifiedDefinition::getId).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyDirectEndpointIsServed(CamelContext program) throws IOException {
    var served = routes(program).stream().map(it -> it.getInput().getEndpointUri()).toList();

    for (var location : routes(program).stream().map(it -> it.getResource()).distinct().toList()) {
      var text = new String(location.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      DIRECT
          .matcher(text)
          .results()
          .map(found -> found.group())
          .filter(uri -> !uri.endsWith("-"))
          .forEach(uri -> assertThat(served).as(location.getLocation()).contains(uri));
    }
  }

  /** Without those of a route configuration, which every route that names it has. */
  private static Stream<ProcessorDefinition<?>> steps(RouteDefinition route) {
    var own =
        route.getOutputs().stream()
            .filter(step -> !(step instanceof OnExceptionDefinition))
            .toList();
    return ProcessorDefinitionHelper.filterTypeInOutputs(own, ProcessorDefinition.class).stream()
        .map(step -> (ProcessorDefinition<?>) step);
  }

  private static List<RouteDefinition> routes(CamelContext program) {
    return ((ModelCamelContext) program).getRouteDefinitions();
  }
}
