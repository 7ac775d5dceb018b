package caravan.reconcile;

import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Locale;

/** Deletes an object only as long as it is the very one that is meant, by its uid. */
record Deletion(KubernetesClient client, HasMetadata object, String propagation) {

  /** True when it was deleted now; false when it was gone, or another one has its name. */
  boolean run() {
    try {
      client.raw(path(), "DELETE", options());
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || isAnother(e)) {
        return false;
      }
      throw e;
    }
  }

  /** The fluent calls know a precondition on the version only, which every status write breaks. */
  private DeleteOptions options() {
    var options = new DeleteOptionsBuilder().withPropagationPolicy(propagation);
    var uid = object.getMetadata().getUid();
    return uid == null
        ? options.build()
        : options.withNewPreconditions().withUid(uid).endPreconditions().build();
  }

  private static boolean isAnother(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_CONFLICT
        && String.valueOf(e.getMessage()).contains("UID");
  }

  private String path() {
    var version = object.getApiVersion();
    var namespace = object.getMetadata().getNamespace();
    return (version.contains("/") ? "/apis/" : "/api/")
        + version
        + (namespace == null ? "" : "/namespaces/" + namespace)
        + "/"
        + Pluralize.toPlural(object.getKind().toLowerCase(Locale.ROOT))
        + "/"
        + object.getMetadata().getName();
  }
}
