package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.NodeStandIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;

/** What tests of failing runs look at: their movers and what the status says of them. */
record Runs(OperatorBench bench, Site site) {
  /** Several attempts with their back-off. */
  static ConditionFactory eventually() {
    return Site.soon().atMost(Duration.ofMinutes(4));
  }

  /** The movers that were started for an object so far. */
  List<NodeStandIn.Run> of(String mover) {
    return bench.cluster().node().runs().stream()
        .filter(it -> it.namespace().equals(site.namespace()))
        .filter(it -> it.pod().startsWith(mover))
        .toList();
  }

  /** The locks that the movers of an object were told to remove. */
  List<String> cleared(String mover) {
    return of(mover).stream()
        .map(it -> it.env().getOrDefault("CARAVAN_CLEAR_LOCKS", ""))
        .filter(it -> !it.isEmpty())
        .toList();
  }

  void awaitHealth(String kind, String name, String health) {
    eventually()
        .untilAsserted(() -> assertThat(site.condition(kind, name, "Healthy")).isEqualTo(health));
  }

  /** Until a manual value was served, whatever failed before. */
  void awaitServed(String kind, String name, String manual) {
    eventually()
        .untilAsserted(
            () -> assertThat(site.<String>status(kind, name, "lastManualSync")).isEqualTo(manual));
    site.awaitSynced(kind, name, manual);
    assertThat(site.condition(kind, name, "Healthy")).isEqualTo("True/Succeeded");
  }

  void awaitEvent(String name, String reason) {
    Site.soon().untilAsserted(() -> assertThat(site.reasons(name)).contains(reason));
  }

  /** What the condition Healthy says. */
  String healthMessage(String kind, String name) {
    List<Map<String, Object>> conditions = site.status(kind, name, "conditions");
    return conditions.stream()
        .filter(it -> it.get("type").equals("Healthy"))
        .map(it -> String.valueOf(it.get("message")))
        .findFirst()
        .orElse("");
  }

  int failures(String kind, String name) {
    Integer failures = site.status(kind, name, "caravan", "consecutiveFailures");
    return failures == null ? 0 : failures;
  }
}
