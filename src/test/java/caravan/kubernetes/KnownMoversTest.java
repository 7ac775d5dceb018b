package caravan.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ObjectKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownMoversTest {
  private static final ObjectKey KEY = new ObjectKey("ReplicationSource", "shop", "web");
  private final KnownMovers movers = new KnownMovers();

  @Test
  void knowsTheMoversOfObjects() {
    movers.remember(KEY, List.of("new", "old"));

    assertThat(movers.namespacesOf("old")).containsExactly("shop");
    assertThat(movers.namespacesOf("other")).isEmpty();
  }

  @Test
  void knowsThemStillWhenTheObjectIsGoneOrAnotherHasItsName() {
    movers.remember(KEY, List.of("first"));
    movers.remember(KEY, List.of());
    movers.remember(KEY, List.of("second"));
    movers.forget(KEY);

    assertThat(movers.namespacesOf("first")).containsExactly("shop");
    assertThat(movers.namespacesOf("second")).containsExactly("shop");
  }

  @Test
  void knowsTheSameNameInSeveralNamespaces() {
    movers.remember(KEY, List.of("pod"));
    movers.remember(new ObjectKey("ReplicationSource", "home", "web"), List.of("pod"));

    assertThat(movers.namespacesOf("pod")).containsExactlyInAnyOrder("shop", "home");
  }

  @Test
  void forgetsTheOldestOfTooMany() {
    IntStream.rangeClosed(0, 2_000).forEach(it -> movers.remember(KEY, List.of("pod-" + it)));
    movers.forget(KEY);

    assertThat(movers.namespacesOf("pod-0")).isEmpty();
    assertThat(movers.namespacesOf("pod-1")).isNotEmpty();
  }
}
