package caravan.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The CRDs that users apply and the records that the program reads name the same fields. */
class CrdTest {
  /** Types of Kubernetes, whose fields are not ours to compare. */
  private static final Set<String> OPAQUE =
      Set.of(
          ".metadata",
          ".spec.restic.moverSecurityContext",
          ".spec.restic.moverResources",
          ".spec.restic.moverTolerations[]",
          ".spec.restic.moverVolumes[].volumeSource.secret",
          ".spec.restic.moverVolumes[].volumeSource.nfs",
          ".spec.restic.moverVolumes[].volumeSource.persistentVolumeClaim");

  private static final String SOURCE = "replicationsources";
  private static final String DESTINATION = "replicationdestinations";

  /** Both kinds share the record of their status, but not all of its fields. */
  @Test
  void aSourceHasTheFieldsOfItsRecord() throws IOException {
    assertThat(fields(schema(SOURCE)))
        .containsExactlyInAnyOrderEntriesOf(
            without(".status.latestImage", fields(ReplicationSource.class)));
  }

  @Test
  void aDestinationHasTheFieldsOfItsRecord() throws IOException {
    assertThat(fields(schema(DESTINATION)))
        .containsExactlyInAnyOrderEntriesOf(
            without(
                ".status.restic",
                without(
                    ".status.caravan.lastChecked",
                    without(
                        ".status.caravan.heldSince",
                        without(
                            ".status.caravan.shrunkFrom", fields(ReplicationDestination.class))))));
  }

  private static Map<String, String> without(String path, Map<String, String> fields) {
    fields.keySet().removeIf(field -> field.equals(path) || field.startsWith(path + "."));
    return fields;
  }

  @ParameterizedTest
  @ValueSource(strings = {SOURCE, DESTINATION})
  void everyFieldOfOursIsExplained(String plural) throws IOException {
    var unexplained =
        schema(plural).findParents("type").stream()
            .filter(node -> node.has("properties") && !node.has("description"))
            .flatMap(node -> node.get("properties").properties().stream())
            .map(Map.Entry::getKey);

    // What Kubernetes itself explains elsewhere.
    assertThat(unexplained)
        .allMatch(
            name ->
                List.of("key", "path", "mode", "name", "value", "request").contains(name)
                    || name.matches("type|status|reason|message|observedGeneration|last.*Time"));
  }

  @ParameterizedTest
  @CsvSource({
    "replicationsources, 'Source,Last sync,Duration,Next sync,Result'",
    "replicationdestinations, 'Last sync,Duration,Next sync,Result'"
  })
  void aListShowsWhatVolSyncsShowsAndTheResult(String plural, String columns) throws IOException {
    var shown =
        Stream.of(version(plural).get("additionalPrinterColumns"))
            .flatMap(nodes -> nodes.valueStream())
            .map(column -> column.get("name").asText());

    assertThat(shown).containsExactly(columns.split(","));
  }

  private static JsonNode version(String plural) throws IOException {
    var crd = new YAMLMapper().readTree(Path.of("crds", plural + ".yaml").toFile());
    return crd.at("/spec/versions/0");
  }

  private static JsonNode schema(String plural) throws IOException {
    return version(plural).at("/schema/openAPIV3Schema");
  }

  /** Each field's path, with the kind of value it holds. */
  private static Map<String, String> fields(JsonNode schema) {
    var fields = new TreeMap<String, String>();
    collect("", schema, fields);
    return fields;
  }

  private static void collect(String path, JsonNode schema, Map<String, String> fields) {
    if (OPAQUE.contains(path)) {
      return;
    }
    if (schema.has("items")) {
      collect(path + "[]", schema.get("items"), fields);
    }
    if (schema.has("properties")) {
      schema
          .get("properties")
          .properties()
          .forEach(
              field -> {
                var inner = path + "." + field.getKey();
                fields.put(inner, kind(field.getValue()));
                collect(inner, field.getValue(), fields);
              });
    }
  }

  private static String kind(JsonNode schema) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return "quantity";
    }
    var format = schema.path("format").asText();
    return switch (schema.get("type").asText()) {
      case "integer" -> format;
      case "string" -> format.isEmpty() ? "string" : format;
      case String other -> other;
    };
  }

  private static Map<String, String> fields(Class<?> type) {
    var fields = new TreeMap<String, String>();
    collect("", type, fields);
    return fields;
  }

  private static void collect(String path, Class<?> type, Map<String, String> fields) {
    if (OPAQUE.contains(path) || !type.isRecord()) {
      return;
    }
    for (var component : type.getRecordComponents()) {
      var inner = path + "." + component.getName();
      fields.put(inner, kind(component, inner));
      collect(inner, component.getType(), fields);
      if (List.class.isAssignableFrom(component.getType())) {
        collect(inner + "[]", element(component.getGenericType()), fields);
      }
    }
  }

  private static Class<?> element(Type list) {
    return (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0];
  }

  private static String kind(RecordComponent component, String path) {
    var type = component.getType();
    if (path.equals(".spec.restic.restoreAsOf") || type == Instant.class) {
      return "date-time";
    }
    return switch (type.getSimpleName()) {
      case "String" -> "string";
      case "Boolean" -> "boolean";
      case "Integer" -> "int32";
      case "Long" -> "int64";
      case "Quantity" -> "quantity";
      case "List" -> "array";
      default -> "object";
    };
  }
}
