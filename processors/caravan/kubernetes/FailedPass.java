package caravan.kubernetes;

import caravan.replication.Progress;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What becomes of a pass when a route broke under it, and what the API server's refusals mean. */
public final class FailedPass extends caravan.replication.FailedPass {
  @Override
  protected Progress progress(Exception cause) {
    return cause instanceof KubernetesClientException refusal
        ? Refusals.of(refusal)
        : super.progress(cause);
  }
}
