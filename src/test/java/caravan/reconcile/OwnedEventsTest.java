package caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom the events of an owned object wake. */
class OwnedEventsTest {
  private final List<String> woken = new ArrayList<>();
  private final OwnedEvents events = new OwnedEvents((name, uid) -> woken.add(name + " " + uid));

  @Test
  void everyEventWakesTheController() {
    events.onAdd(owned(owner("a", true)));
    events.onUpdate(owned(owner("a", true)), owned(owner("a", true)));
    events.onDelete(owned(owner("a", true)), false);

    assertThat(woken).containsExactly("ns/a uid-a", "ns/a uid-a", "ns/a uid-a");
  }

  @Test
  void anOwnerThatIsNotTheControllerIsLeftAlone() {
    events.onAdd(owned(owner("other", null), owner("another", false), owner("a", true)));

    assertThat(woken).containsExactly("ns/a uid-a");
  }

  @Test
  void anObjectOfNobodyWakesNobody() {
    events.onAdd(owned());

    assertThat(woken).isEmpty();
  }

  @Test
  void whoLosesAnObjectIsWokenLikeWhoGetsIt() {
    events.onUpdate(owned(owner("before", true)), owned(owner("now", true)));
    events.onUpdate(owned(owner("released", true)), owned());

    assertThat(woken)
        .containsExactly("ns/before uid-before", "ns/now uid-now", "ns/released uid-released");
  }

  private static OwnerReference owner(String name, Boolean controller) {
    return new OwnerReferenceBuilder()
        .withName(name)
        .withUid("uid-" + name)
        .withController(controller)
        .build();
  }

  private static GenericKubernetesResource owned(OwnerReference... owners) {
    var object = new GenericKubernetesResource();
    object.setMetadata(
        new ObjectMetaBuilder().withNamespace("ns").withOwnerReferences(owners).build());
    return object;
  }
}
