package caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which events of an object wake its pass. */
class ObjectEventsTest {
  private final List<ObjectName> woken = new ArrayList<>();
  private final ObjectEvents events = new ObjectEvents(Watched.ALL, woken::add);

  static Stream<UnaryOperator<ObjectMetaBuilder>> changes() {
    return Stream.of(
        it -> it.withGeneration(2L),
        it -> it.withUid("another"),
        it -> it.withLabels(Map.of("a", "b")),
        it -> it.withAnnotations(Map.of("a", "b")),
        it -> it.withDeletionTimestamp("2026-01-01T00:00:00Z"));
  }

  @Test
  void comingAndGoingWakes() {
    events.onAdd(object(it -> it));
    events.onDelete(object(it -> it), false);

    assertThat(woken).containsExactly(new ObjectName("ns", "name"), new ObjectName("ns", "name"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeThatSomebodyWantedWakes(UnaryOperator<ObjectMetaBuilder> change) {
    events.onUpdate(object(it -> it), object(change));

    assertThat(woken).hasSize(1);
  }

  @Test
  void aStatusOnlyDoesNot() {
    events.onUpdate(object(it -> it), object(it -> it.withResourceVersion("2")));

    assertThat(woken).isEmpty();
  }

  @Test
  void everyWriteWakesAKindWithoutGenerations() {
    events.onUpdate(
        object(it -> it.withGeneration(null)),
        object(it -> it.withGeneration(null).withResourceVersion("2")));

    assertThat(woken).hasSize(1);
  }

  @Test
  void whatTheFilterDoesNotKeepDoesNotWake() {
    var filtered = new ObjectEvents(it -> false, woken::add);

    filtered.onAdd(object(it -> it));
    filtered.onUpdate(object(it -> it), object(it -> it.withGeneration(2L)));

    assertThat(woken).isEmpty();
  }

  private static GenericKubernetesResource object(UnaryOperator<ObjectMetaBuilder> change) {
    var metadata =
        new ObjectMetaBuilder()
            .withNamespace("ns")
            .withName("name")
            .withUid("uid")
            .withGeneration(1L)
            .withResourceVersion("1");
    var object = new GenericKubernetesResource();
    object.setMetadata(change.apply(metadata).build());
    return object;
  }
}
