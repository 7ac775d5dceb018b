package caravan.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationSource;
import caravan.replication.Names;
import caravan.replication.Run;
import caravan.replication.Run.Reading;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a manifest is what VolSync 0.17.0 made of it, field by field. */
class RecordedVolSyncTest {
  private static final String IMAGE = "localhost/volsync:lab";
  private static final Instant IMAGE_TAKEN = Instant.parse("2026-11-23T08:40:25Z");
  private static final Set<String> KEYS =
      Set.of("RESTIC_REPOSITORY", "RESTIC_PASSWORD", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

  /** All that may differ, each with its reason. */
  private static final List<Consumer<ObjectNode>> DIFFERENCES =
      List.of(
          RecordedVolSyncTest::withoutBackoffLimit,
          RecordedVolSyncTest::withoutOurAnnotations,
          RecordedVolSyncTest::withSortedVariables);

  @ParameterizedTest
  @CsvSource({
    "backup1, true",
    "clone, true",
    "direct, true",
    "restore, true",
    "rootless, false",
    "unprivileged, false"
  })
  void makesWhatVolSyncMade(String name, boolean isPrivileged) {
    var recording = new Recording(name);

    var made = made(recording, isPrivileged);

    var expected = recording.made();
    expected.values().forEach(RecordedVolSyncTest::forgetDifferences);
    made.values().forEach(RecordedVolSyncTest::forgetDifferences);
    assertThat(made.keySet()).containsAll(expected.keySet());
    expected.forEach((key, object) -> assertThat(made.get(key)).as(key).isEqualTo(object));
    made.keySet().removeAll(expected.keySet());
    assertThat(made.keySet()).isEqualTo(neverReached(name));
  }

  /** The unprivileged restore could not give files to their owners: it came to no image. */
  private static Set<String> neverReached(String name) {
    return name.equals("unprivileged")
        ? Set.of("VolumeSnapshot/volsync-unpriv-dst-dest-20261123084025")
        : Set.of();
  }

  private static Map<String, JsonNode> made(Recording recording, boolean isPrivileged) {
    var object = recording.manifest();
    var objects = new ArrayList<HasMetadata>();
    var data =
        switch (object) {
          case ReplicationSource source -> copy(source, recording.given(), objects);
          case ReplicationDestination destination -> target(destination, recording, objects);
        };
    objects.add(CacheVolume.of(object, data));
    objects.addAll(MoverIdentity.of(object, isPrivileged, "volsync-privileged-mover", List.of()));
    objects.add(MoverJob.of(object, setup(object, data, isPrivileged)));
    var made = new LinkedHashMap<String, JsonNode>();
    objects.forEach(it -> made.put(Recording.key(it), tree(it)));
    return made;
  }

  /** Through text, as the API server gets it. */
  private static JsonNode tree(HasMetadata object) {
    return Serialization.unmarshal(Serialization.asJson(object), JsonNode.class);
  }

  private static PersistentVolumeClaim copy(
      ReplicationSource source, PersistentVolumeClaim living, List<HasMetadata> objects) {
    if (source.restic().copyMethod().equals("Clone")) {
      var clone = SourceCopy.clone(source, living);
      objects.add(clone);
      return clone;
    }
    var taken = SourceCopy.snapshot(source).object();
    objects.add(taken);
    var ready = Serialization.clone(taken);
    ready.setAdditionalProperty("status", Map.of("restoreSize", "1Gi"));
    var copy = SourceCopy.ofSnapshot(source, living, new Snapshot(ready));
    objects.add(copy);
    return copy;
  }

  private static PersistentVolumeClaim target(
      ReplicationDestination destination, Recording recording, List<HasMetadata> objects) {
    if (!DestinationVolume.isOurs(destination)) {
      return recording.given();
    }
    var volume = DestinationVolume.of(destination);
    objects.add(volume);
    objects.add(image(destination));
    return volume;
  }

  private static GenericKubernetesResource image(ReplicationDestination destination) {
    var volume = DestinationVolume.name(destination);
    var name = Names.destinationImage(volume, IMAGE_TAKEN, ZoneOffset.UTC);
    return DestinationImage.of(destination, name).object();
  }

  private static MoverSetup setup(
      Replication object, PersistentVolumeClaim data, boolean isPrivileged) {
    var volume = data.getMetadata().getName();
    var run =
        new Run(
            true,
            false,
            volume,
            Reading.COPIED,
            Names.cache(object),
            false,
            false,
            false,
            null,
            null);
    return new MoverSetup(
        run, IMAGE, KEYS, isPrivileged, false, Placement.ANYWHERE, List.of(), Map.of(), "print");
  }

  private static void forgetDifferences(JsonNode object) {
    DIFFERENCES.forEach(difference -> difference.accept((ObjectNode) object));
  }

  /** VolSync lets the Job try eight times more; here each attempt is a Job, so that it is seen. */
  private static void withoutBackoffLimit(ObjectNode object) {
    if (object.get("spec") instanceof ObjectNode spec) {
      spec.remove("backoffLimit");
    }
  }

  /** VolSync annotates nothing; here an object says which attempt it was made for. */
  private static void withoutOurAnnotations(ObjectNode object) {
    var metadata = (ObjectNode) object.get("metadata");
    if (metadata.get("annotations") instanceof ObjectNode annotations) {
      var ours = annotations.propertyStream().map(Map.Entry::getKey).toList();
      ours.stream().filter(it -> it.startsWith("caravan.backube/")).forEach(annotations::remove);
      if (annotations.isEmpty()) {
        metadata.remove("annotations");
      }
    }
  }

  /**
   * No variable refers to another, so their order means nothing; an empty value is no value; those
   * of ours are no business of VolSync's mover.
   */
  private static void withSortedVariables(ObjectNode object) {
    if (object.at("/spec/template/spec/containers/0") instanceof ObjectNode container) {
      var variables = (ArrayNode) container.get("env");
      var sorted =
          StreamSupport.stream(variables.spliterator(), false)
              .filter(it -> !it.get("name").asText().startsWith("CARAVAN_"))
              .sorted(Comparator.comparing(it -> it.get("name").asText()))
              .toList();
      sorted.stream()
          .filter(it -> it.path("value").asText("x").isEmpty())
          .forEach(it -> ((ObjectNode) it).remove("value"));
      container.putArray("env").addAll(sorted);
    }
  }
}
