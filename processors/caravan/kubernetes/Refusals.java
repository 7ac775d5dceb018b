package caravan.kubernetes;

import caravan.api.HealthReasons;
import caravan.replication.Progress;
import caravan.replication.Progress.Again;
import caravan.replication.Progress.Failed;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** What becomes of a pass to which the API server did not answer as it should. */
final class Refusals {
  private static final int UNPROCESSABLE = 422;

  private Refusals() {}

  /** Refused for good is a failure with its reason; everything else is tried again soon. */
  static Progress of(KubernetesClientException e) {
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED ->
          new Failed(
              "the API server forbids it: " + said(e),
              "give the operator's service account the right, or lift the policy that refuses it",
              HealthReasons.FORBIDDEN);
      case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE ->
          new Failed("the API server does not take it: " + said(e), "", HealthReasons.INVALID_SPEC);
      default -> new Again(said(e));
    };
  }

  /** What it said, in a sentence. */
  static String said(KubernetesClientException e) {
    var status = e.getStatus();
    return status == null || status.getMessage() == null
        ? String.valueOf(e.getMessage())
        : status.getMessage();
  }
}
