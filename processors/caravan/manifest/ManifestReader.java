package caravan.manifest;

import caravan.api.ApiGroup;
import caravan.api.ConfigMap;
import caravan.api.ObjectKey;
import caravan.api.PersistentVolumeClaim;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationSource;
import caravan.api.Secret;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads documents one by one; what is wrong with one is noted, and the others are read. */
final class ManifestReader {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Set<String> KINDS =
      Set.of(ApiGroup.REPLICATION_SOURCE, ApiGroup.REPLICATION_DESTINATION);

  private final Map<ObjectKey, Replication> replications = new LinkedHashMap<>();
  private final Map<ObjectKey, PersistentVolumeClaim> claims = new LinkedHashMap<>();
  private final Map<ObjectKey, Secret> secrets = new LinkedHashMap<>();
  private final Map<ObjectKey, ConfigMap> configMaps = new LinkedHashMap<>();
  private final Map<ObjectKey, Manifests.Origin> origins = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  Manifests result() {
    return new Manifests(
        Map.copyOf(replications),
        Map.copyOf(claims),
        Map.copyOf(secrets),
        Map.copyOf(configMaps),
        List.copyOf(faults),
        Map.copyOf(origins));
  }

  /** Reads every document of a file. */
  void read(String file, String content) {
    for (var document : Document.of(content)) {
      read(file, document);
    }
  }

  void fault(String file, String message) {
    faults.add(new Fault(new Place(file, 1), null, message));
  }

  private void read(String file, Document document) {
    var place = new Place(file, document.firstLine());
    try {
      var tree = Yaml.STRICT.readTree(document.text());
      if (isOurs(tree, place)) {
        read(tree, document, place);
      }
    } catch (JsonProcessingException e) {
      var explanation = Explanation.of(e);
      faults.add(new Fault(at(place, explanation.line()), null, explanation.message()));
    } catch (IOException e) {
      faults.add(new Fault(place, null, e.getMessage()));
    }
  }

  private void read(JsonNode tree, Document document, Place place) throws IOException {
    var key = key(tree, place);
    if (key == null || !isNew(key, place)) {
      return;
    }
    var lines = FieldLines.of(document);
    origins.put(key, new Manifests.Origin(place, lines));
    try {
      bind(key, document);
    } catch (JsonProcessingException e) {
      boolean secret = key.kind().equals(ApiGroup.SECRET);
      var explanation = Explanation.of(e, secret ? MissingNode.getInstance() : tree);
      int line = lines.of(explanation.field(), explanation.line());
      faults.add(new Fault(at(place, line), key, explanation.message()));
    }
  }

  private static Place at(Place place, int line) {
    return line == 0 ? place : new Place(place.file(), line);
  }

  /** Other kinds lie in the same folders and are none of our business. */
  private boolean isOurs(JsonNode tree, Place place) {
    var kind = tree.path("kind").asText();
    var version = tree.path("apiVersion").asText();
    if (version.equals(ApiGroup.VOLSYNC_VERSION)) {
      if (!KINDS.contains(kind)) {
        faults.add(
            new Fault(
                place,
                null,
                "unknown kind \""
                    + kind
                    + "\"; there are "
                    + String.join(" and ", KINDS.stream().sorted().toList())));
      }
      return KINDS.contains(kind);
    }
    if (KINDS.contains(kind)) {
      var message = "apiVersion \"" + version + "\" is not " + ApiGroup.VOLSYNC_VERSION;
      faults.add(new Fault(place, null, message));
    }
    return version.equals("v1")
        && Set.of(ApiGroup.SECRET, ApiGroup.CONFIG_MAP, ApiGroup.PERSISTENT_VOLUME_CLAIM)
            .contains(kind);
  }

  private ObjectKey key(JsonNode tree, Place place) {
    var name = tree.path("metadata").path("name").asText();
    var namespace = tree.path("metadata").path("namespace").asText();
    if (!NAME.matcher(name).matches()) {
      faults.add(new Fault(place, null, wrongName("metadata.name", name)));
      return null;
    }
    if (!namespace.isEmpty() && !NAMESPACE.matcher(namespace).matches()) {
      faults.add(new Fault(place, null, wrongName("metadata.namespace", namespace)));
      return null;
    }
    return new ObjectKey(tree.path("kind").asText(), namespace, name);
  }

  private static String wrongName(String field, String name) {
    return field
        + (name.isEmpty() ? " is missing" : " \"" + name + "\" is no name")
        + "; write lower case letters, digits and hyphens";
  }

  private boolean isNew(ObjectKey key, Place place) {
    var other = origins.get(key);
    if (other != null) {
      faults.add(new Fault(place, null, key + " is at " + other.place() + " already; keep one"));
    }
    return other == null;
  }

  private void bind(ObjectKey key, Document document) throws JsonProcessingException {
    var text = document.text();
    switch (key.kind()) {
      case ApiGroup.REPLICATION_SOURCE ->
          replication(key, Yaml.STRICT.readValue(text, ReplicationSource.class));
      case ApiGroup.REPLICATION_DESTINATION ->
          replication(key, Yaml.STRICT.readValue(text, ReplicationDestination.class));
      case ApiGroup.SECRET -> {
        var secret = Yaml.STRICT.readValue(text, Secret.class);
        secrets.put(key, secret);
      }
      case ApiGroup.CONFIG_MAP -> configMaps.put(key, Yaml.STRICT.readValue(text, ConfigMap.class));
      default -> claims.put(key, Yaml.STRICT.readValue(text, PersistentVolumeClaim.class));
    }
  }

  private void replication(ObjectKey key, Replication object) {
    // fabric8's own types take any field; these are ours to check.
    var unknown = object.metadata().getAdditionalProperties().keySet();
    if (unknown.isEmpty()) {
      replications.put(key, object);
      return;
    }
    var field = "metadata." + unknown.iterator().next();
    var origin = origins.get(key);
    var place = at(origin.place(), origin.lines().of(field, 0));
    var message = "unknown field " + field + "; labels and annotations take what you like";
    faults.add(new Fault(place, key, message));
  }
}
