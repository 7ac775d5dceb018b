package caravan.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** The namespace and name of an object; the namespace is empty for one of the whole cluster. */
public record ObjectName(String namespace, String name) {
  public ObjectName {
    namespace = namespace == null ? "" : namespace;
  }

  public static ObjectName of(HasMetadata object) {
    return new ObjectName(object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
