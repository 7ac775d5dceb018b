package caravan.local;

import caravan.replication.Progress.Failed;
import caravan.replication.Reconciliation;

/** What becomes of a pass when a route broke under it: it has failed, and nothing else has. */
public final class FailedPass {
  /**
   * @param pass the newest one that is known, null when the route broke before there was one
   */
  public Object of(Reconciliation pass, Exception cause) {
    if (pass == null) {
      return null;
    }
    var message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return pass.with(new Failed(message, ""));
  }
}
