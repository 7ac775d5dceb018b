package caravan.reconcile;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Asks for a pass over the object that the headers name; nobody's when no route takes it. */
final class ReconcileProducer extends DefaultProducer {
  ReconcileProducer(ReconcileEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public ReconcileEndpoint getEndpoint() {
    return (ReconcileEndpoint) super.getEndpoint();
  }

  @Override
  public void process(Exchange exchange) {
    var message = exchange.getMessage();
    var name = message.getHeader(ReconcileConstants.NAME, String.class);
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException("the header " + ReconcileConstants.NAME + " is missing");
    }
    var namespace = message.getHeader(ReconcileConstants.NAMESPACE, String.class);
    var after = message.getHeader(ReconcileConstants.AFTER, Duration.ZERO, Duration.class);
    var queue = getEndpoint().getComponent().queue(getEndpoint().path());
    if (queue != null) {
      queue.addAfter(new ObjectName(namespace, name), after);
    }
  }
}
