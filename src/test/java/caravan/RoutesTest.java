package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.local.LocalFolders;
import caravan.restic.repository.LockOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

/** Loads every route with the steps it names: a step that is not there fails the start. */
class RoutesTest {
  private static final Pattern DIRECT = Pattern.compile("direct:[-a-z0-9]+");

  @TempDir static Path folder;
  private static LocalMode mode;

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
  }

  @AfterAll
  static void stop() {
    mode.close();
  }

  @Test
  void everyFileIsLoaded() throws IOException {
    var loaded = routes().stream().map(it -> it.getResource().getLocation()).toList();

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

  @Test
  void everyRouteSaysWhatItIsFor() {
    assertThat(routes())
        .isNotEmpty()
        .allSatisfy(
            route -> {
              assertThat(route.hasCustomIdAssigned()).as(route.toString()).isTrue();
              assertThat(route.getDescriptionText()).as(route.getId()).isNotBlank();
            });
  }

  @Test
  void everyStepHasAnIdOfItsOwn() {
    var steps = routes().stream().flatMap(RoutesTest::steps).toList();

    assertThat(steps)
        .isNotEmpty()
        .filteredOn(step -> !step.hasCustomIdAssigned())
        .extracting(OptionalIdentifiedDefinition::toString)
        .isEmpty();
    assertThat(steps).extracting(OptionalIdentifiedDefinition::getId).doesNotHaveDuplicates();
  }

  @Test
  void everyDirectEndpointIsServed() throws IOException {
    var served = routes().stream().map(route -> route.getInput().getEndpointUri()).toList();

    try (var files = Files.walk(Path.of("routes"))) {
      for (var file : files.filter(it -> it.toString().endsWith(".camel.yaml")).toList()) {
        DIRECT
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group())
            .filter(uri -> !uri.endsWith("-"))
            .forEach(uri -> assertThat(served).as(file.toString()).contains(uri));
      }
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

  private static List<RouteDefinition> routes() {
    return ((ModelCamelContext) mode.context()).getRouteDefinitions();
  }
}
