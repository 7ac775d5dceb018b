package caravan.reconcile;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Writes the Kubernetes object in the body; what the API server answers is the new body. A refusal
 * is an io.fabric8.kubernetes.client.KubernetesClientException with its code.
 */
@UriEndpoint(
    firstVersion = "1.0.0",
    scheme = "kube",
    title = "Kubernetes Write",
    syntax = "kube:operation",
    producerOnly = true,
    category = {Category.CONTAINER, Category.CLOUD},
    headersClass = KubeConstants.class)
public class KubeEndpoint extends DefaultEndpoint {
  @UriPath(
      description =
          "create, apply (server-side), update (unless changed meanwhile), status (unless changed"
              + " meanwhile), delete (only the object with the body's uid) or event.")
  @Metadata(required = true)
  private KubeOperation operation;

  @UriParam(
      defaultValue = "camel",
      description = "With apply: who owns the fields that are written, as managedFields tell.")
  private String fieldManager = "camel";

  @UriParam(
      defaultValue = "true",
      description = "With apply: whether fields of other managers are taken over.")
  private boolean force = true;

  @UriParam(
      defaultValue = "Background",
      enums = "Background,Foreground,Orphan",
      description = "With delete: what becomes of the objects that the deleted one owns.")
  private String propagation = "Background";

  @UriParam(
      defaultValue = "camel",
      description = "With event: who tells it, such as example.com/operator.")
  private String reportingController = "camel";

  KubeEndpoint(String uri, KubeComponent component) {
    super(uri, component);
  }

  @Override
  public KubeComponent getComponent() {
    return (KubeComponent) super.getComponent();
  }

  @Override
  public Producer createProducer() {
    return new KubeProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("kube: only writes; read with reconcile:");
  }

  public KubeOperation getOperation() {
    return operation;
  }

  public void setOperation(KubeOperation operation) {
    this.operation = operation;
  }

  public String getFieldManager() {
    return fieldManager;
  }

  public void setFieldManager(String fieldManager) {
    this.fieldManager = fieldManager;
  }

  public boolean isForce() {
    return force;
  }

  public void setForce(boolean force) {
    this.force = force;
  }

  public String getPropagation() {
    return propagation;
  }

  public void setPropagation(String propagation) {
    this.propagation = propagation;
  }

  public String getReportingController() {
    return reportingController;
  }

  public void setReportingController(String reportingController) {
    this.reportingController = reportingController;
  }
}
