package caravan.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Writes objects, statuses and events to the API server. */
@Component("kube")
public class KubeComponent extends DefaultComponent {
  @Metadata(autowired = true, description = "The client to write with; it is not closed.")
  private KubernetesClient kubernetesClient;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    var endpoint = new KubeEndpoint(uri, this);
    endpoint.setOperation(KubeOperation.valueOf(remaining));
    setProperties(endpoint, parameters);
    return endpoint;
  }

  public KubernetesClient getKubernetesClient() {
    return kubernetesClient;
  }

  public void setKubernetesClient(KubernetesClient kubernetesClient) {
    this.kubernetesClient = kubernetesClient;
  }
}
