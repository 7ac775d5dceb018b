package caravan.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.DefaultProducer;

/** One write: the body is the object, and then what the API server made of it. */
final class KubeProducer extends DefaultProducer {
  KubeProducer(KubeEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public KubeEndpoint getEndpoint() {
    return (KubeEndpoint) super.getEndpoint();
  }

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException {
    var object = exchange.getMessage().getMandatoryBody(HasMetadata.class);
    exchange.getMessage().setBody(write(exchange, object));
  }

  private Object write(Exchange exchange, HasMetadata object) {
    var endpoint = getEndpoint();
    var client = endpoint.getComponent().getKubernetesClient();
    return switch (endpoint.getOperation()) {
      case create -> client.resource(object).create();
      case apply -> apply(client, object);
      case update -> client.resource(object).update();
      case status -> client.resource(object).updateStatus();
      case delete -> new Deletion(client, object, endpoint.getPropagation()).run();
      case event ->
          EventLog.tell(client, endpoint.getReportingController(), event(exchange, object));
    };
  }

  private HasMetadata apply(KubernetesClient client, HasMetadata object) {
    var context =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(getEndpoint().getFieldManager())
            .withForce(getEndpoint().isForce())
            .build();
    return client.resource(object).patch(context);
  }

  private static EventLog.Told event(Exchange exchange, HasMetadata object) {
    var message = exchange.getMessage();
    return new EventLog.Told(
        object,
        message.getHeader(KubeConstants.EVENT_TYPE, "Normal", String.class),
        message.getHeader(KubeConstants.EVENT_REASON, String.class),
        message.getHeader(KubeConstants.EVENT_ACTION, "", String.class),
        message.getHeader(KubeConstants.EVENT_NOTE, "", String.class));
  }
}
