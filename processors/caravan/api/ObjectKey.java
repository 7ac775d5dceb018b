package caravan.api;

/** Which object: its kind, namespace and name. */
public record ObjectKey(String kind, String namespace, String name) {
  public static final String DEFAULT_NAMESPACE = "default";

  public ObjectKey {
    namespace = namespace == null || namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
  }

  /** {@code source}, {@code destination} or {@code claim}: the end of the route that serves it. */
  public String role() {
    return switch (kind) {
      case ApiGroup.REPLICATION_SOURCE -> "source";
      case ApiGroup.REPLICATION_DESTINATION -> "destination";
      default -> "claim";
    };
  }

  /** As messages name it, e.g. {@code ReplicationSource default/app}. */
  @Override
  public String toString() {
    return kind + " " + namespace + "/" + name;
  }
}
