package caravan.kubernetes;

import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of a cluster's route: takes the pass and returns the next one. It is skipped when the pass
 * is not ready; what the API server refuses ends the pass.
 */
abstract class KubernetesStep implements Processor {
  /** The variable that has the newest pass, for a route that has put something else in the body. */
  static final String PASS = "pass";

  @Override
  public final void process(Exchange exchange) {
    var pass = exchange.getMessage().getBody(Reconciliation.class);
    var next = pass.isReady() || isForAll() ? tried(pass) : pass;
    exchange.setVariable(PASS, next);
    exchange.getMessage().setBody(next);
  }

  /** Whether the step is taken with every pass, ready or not. */
  boolean isForAll() {
    return false;
  }

  abstract Reconciliation reconcile(Reconciliation pass);

  private Reconciliation tried(Reconciliation pass) {
    try {
      return reconcile(pass);
    } catch (KubernetesClientException e) {
      return pass.with(Refusals.of(e));
    }
  }
}
