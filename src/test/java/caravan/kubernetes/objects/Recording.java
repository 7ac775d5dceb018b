package caravan.kubernetes.objects;

import caravan.api.ApiGroup;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationSource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What VolSync 0.17.0 made of a source or destination: the fields it wrote itself, without what the
 * API server fills in.
 */
record Recording(String name) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** The manifest that caused it all. */
  Replication manifest() {
    var manifest = documents("manifest").getFirst();
    var type =
        manifest.get("kind").asText().equals(ApiGroup.REPLICATION_SOURCE)
            ? ReplicationSource.class
            : ReplicationDestination.class;
    return Serialization.unmarshal(manifest.toString(), type);
  }

  /** The user's claim that the manifest names. */
  PersistentVolumeClaim given() {
    return Serialization.unmarshal(
        documents("given").getFirst().toString(), PersistentVolumeClaim.class);
  }

  /** What was made, by kind and name. */
  Map<String, JsonNode> made() {
    var made = new LinkedHashMap<String, JsonNode>();
    for (var file : List.of("claims", "snapshots", "identity", "jobs")) {
      documents(file).forEach(it -> made.put(key(it), it));
    }
    return made;
  }

  static String key(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  private static String key(JsonNode object) {
    return object.get("kind").asText() + "/" + object.at("/metadata/name").asText();
  }

  private List<JsonNode> documents(String file) {
    var path = "/caravan/kubernetes/volsync/%s/%s.yaml".formatted(name, file);
    try (var stream = Recording.class.getResourceAsStream(path)) {
      if (stream == null) {
        return List.of();
      }
      try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(stream)) {
        return documents.readAll();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
