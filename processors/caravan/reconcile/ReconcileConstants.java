package caravan.reconcile;

import org.apache.camel.spi.Metadata;

/** The headers of {@code reconcile:} and {@code kube:}. */
public final class ReconcileConstants {
  @Metadata(
      label = "consumer,producer",
      description = "The namespace of the object.",
      javaType = "String")
  public static final String NAMESPACE = "CamelReconcileNamespace";

  @Metadata(
      label = "consumer,producer",
      description = "The name of the object.",
      javaType = "String")
  public static final String NAME = "CamelReconcileName";

  @Metadata(
      label = "consumer,producer",
      description =
          "Set by the route: when the object is to be looked at again, should nothing happen to it"
              + " before. With a producer, how long the object waits for its worker.",
      javaType = "java.time.Duration")
  public static final String AFTER = "CamelReconcileAfter";

  private ReconcileConstants() {}
}
