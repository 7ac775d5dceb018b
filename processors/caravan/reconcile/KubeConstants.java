package caravan.reconcile;

import org.apache.camel.spi.Metadata;

/** The headers of {@code kube:event}. */
public final class KubeConstants {
  @Metadata(
      label = "producer",
      description = "Normal or Warning.",
      javaType = "String",
      defaultValue = "Normal")
  public static final String EVENT_TYPE = "CamelKubeEventType";

  @Metadata(
      label = "producer",
      description = "Why, as a word in upper camel case.",
      javaType = "String",
      required = true)
  public static final String EVENT_REASON = "CamelKubeEventReason";

  @Metadata(
      label = "producer",
      description = "What was done, as a word in upper camel case.",
      javaType = "String")
  public static final String EVENT_ACTION = "CamelKubeEventAction";

  @Metadata(label = "producer", description = "The event in words for people.", javaType = "String")
  public static final String EVENT_NOTE = "CamelKubeEventNote";

  private KubeConstants() {}
}
