package caravan;

import caravan.api.ApiGroup;
import caravan.kubernetes.MoverTurns;
import caravan.reconcile.ReconcileComponent;
import io.micrometer.core.instrument.Gauge;
import java.util.List;

/** What Prometheus hears of the operator itself: its queues, and how many movers run and wait. */
final class OperatorGauges {
  private static final List<String> RESOURCES =
      List.of(
          ApiGroup.VOLSYNC_VERSION + "/replicationsources",
          ApiGroup.VOLSYNC_VERSION + "/replicationdestinations",
          "v1/persistentvolumeclaims");

  private OperatorGauges() {}

  static void bind(CamelProgram camel, MoverTurns turns) {
    var registry = camel.registry();
    Gauge.builder("caravan_movers_running", turns, MoverTurns::runningCount)
        .description("Runs that have their turn at a repository")
        .register(registry);
    Gauge.builder("caravan_movers_waiting", turns, MoverTurns::waitingCount)
        .description("Runs that wait for a repository, or until fewer backups run")
        .register(registry);
    var component = camel.context().getComponent("reconcile", ReconcileComponent.class);
    for (var resource : RESOURCES) {
      Gauge.builder("caravan_queue_depth", component, it -> it.depth(resource))
          .description("Objects that wait for a worker")
          .tag("resource", resource)
          .register(registry);
      Gauge.builder("caravan_queue_lag_seconds", component, it -> it.lag(resource).toMillis() / 1e3)
          .description("How long the first of them has waited")
          .tag("resource", resource)
          .register(registry);
    }
  }
}
