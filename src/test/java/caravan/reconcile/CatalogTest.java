package caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools and people can look up about the components. */
class CatalogTest {
  private static final Map<String, Class<? extends Endpoint>> ENDPOINTS =
      Map.of("reconcile", ReconcileEndpoint.class, "kube", KubeEndpoint.class);

  @ParameterizedTest
  @ValueSource(strings = {"reconcile", "kube"})
  void everyOptionOfTheEndpointIsDescribed(String scheme) throws Exception {
    var options =
        Arrays.stream(ENDPOINTS.get(scheme).getDeclaredFields())
            .filter(it -> isOption(it))
            .map(Field::getName)
            .toList();

    var documented = catalogue(scheme).get("properties");

    assertThat(options)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(description(documented, name)).isNotBlank());
  }

  private static boolean isOption(Field field) {
    return field.isAnnotationPresent(UriParam.class) || field.isAnnotationPresent(UriPath.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reconcile", "kube"})
  void nothingInTheCatalogueLacksADescription(String scheme) throws Exception {
    var catalogue = catalogue(scheme);

    assertThat(catalogue.get("component").get("description").asText()).isNotBlank();
    for (var part : new String[] {"componentProperties", "headers", "properties"}) {
      assertThat(catalogue.get(part).properties())
          .as(part)
          .isNotEmpty()
          .allSatisfy(it -> assertThat(it.getValue().path("description").asText()).isNotBlank());
    }
  }

  @Test
  void everyHeaderIsInTheCatalogue() throws Exception {
    for (var entry :
        Map.of("reconcile", ReconcileConstants.class, "kube", KubeConstants.class).entrySet()) {
      var headers = catalogue(entry.getKey()).get("headers");

      for (var field : entry.getValue().getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers()) && field.isAnnotationPresent(Metadata.class)) {
          assertThat(headers.has((String) field.get(null))).as(field.getName()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reconcile", "kube"})
  void theConfigurersAreFound(String scheme) throws Exception {
    try (var context = new DefaultCamelContext()) {
      context.build();
      var resolver = PluginHelper.getConfigurerResolver(context);

      assertThat(resolver.resolvePropertyConfigurer(scheme + "-component-configurer", context))
          .isNotNull();
      assertThat(resolver.resolvePropertyConfigurer(scheme + "-endpoint-configurer", context))
          .isNotNull();
    }
  }

  @Test
  void optionsInAUriReachTheEndpoint() throws Exception {
    try (var context = new DefaultCamelContext()) {
      var reconcile =
          context.getEndpoint(
              "reconcile:batch/v1/jobs?workers=7&namespaces=a, b&backOffFirst=5",
              ReconcileEndpoint.class);
      var kube = context.getEndpoint("kube:apply?force=false", KubeEndpoint.class);

      assertThat(reconcile.path()).hasToString("batch/v1/jobs");
      assertThat(reconcile.getWorkers()).isEqualTo(7);
      assertThat(reconcile.namespaceList()).containsExactly("a", "b");
      assertThat(reconcile.getBackOffFirst()).isEqualTo(5);
      assertThat(kube.getOperation()).isEqualTo(KubeOperation.apply);
      assertThat(kube.isForce()).isFalse();
    }
  }

  private static String description(JsonNode properties, String name) {
    return properties.path(name).path("description").asText();
  }

  private static JsonNode catalogue(String scheme) throws IOException {
    var name = "/META-INF/caravan/reconcile/" + scheme + ".json";
    try (var json = CatalogTest.class.getResourceAsStream(name)) {
      return new ObjectMapper().readTree(json);
    }
  }
}
