package caravan;

import caravan.restic.InvalidInput;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** What an API server's refusal means to who started the program, and what is to be done. */
final class ApiRefusal {
  private ApiRefusal() {}

  /**
   * @param what was asked for
   * @param remedy what to do when it is forbidden
   */
  static InvalidInput of(
      KubernetesClient client, KubernetesClientException e, String what, String remedy) {
    var said = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
    if (e.getCode() <= 0) {
      var answer = "the API server " + client.getMasterUrl() + " does not answer: " + reason(e);
      return new InvalidInput(answer + "; see that it runs, or use another --kubeconfig", e);
    }
    return new InvalidInput(
        switch (e.getCode()) {
          case HttpURLConnection.HTTP_NOT_FOUND ->
              "the cluster does not know " + what + "; install the CRDs: kubectl apply -k crds";
          case HttpURLConnection.HTTP_UNAUTHORIZED ->
              "the API server does not know who asks; renew the credentials of the kubeconfig";
          case HttpURLConnection.HTTP_FORBIDDEN ->
              "the API server forbids " + what + " (" + said + "); " + remedy;
          default -> "the API server refuses " + what + ": " + said;
        },
        e);
  }

  private static String reason(Throwable e) {
    var cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
