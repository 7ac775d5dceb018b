package caravan.kubernetes;

import caravan.replication.Progress.Failed;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What becomes of a pass when a route broke under it. */
public final class FailedPass {
  /**
   * @param pass the newest one that is known, null when the route broke before there was one
   */
  public Object of(Reconciliation pass, Exception cause) {
    if (pass == null) {
      return null;
    }
    return cause instanceof KubernetesClientException refusal
        ? pass.with(Refusals.of(refusal))
        : pass.with(new Failed(message(cause), ""));
  }

  /** The hook is the user's, and so is what is to be done about it. */
  public Reconciliation ofHook(Reconciliation pass, String hook, Exception cause) {
    return pass.isFailed()
        ? pass
        : pass.attempting()
            .with(
                new Failed("the hook " + hook + " failed: " + message(cause), "look at its route"));
  }

  private static String message(Exception cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
