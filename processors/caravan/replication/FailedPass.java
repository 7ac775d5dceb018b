package caravan.replication;

import caravan.replication.Progress.Failed;

/** What becomes of a pass when a route broke under it: it has failed, and nothing else has. */
public class FailedPass {
  /**
   * @param pass the newest one that is known, null when the route broke before there was one
   */
  public Object of(Reconciliation pass, Exception cause) {
    if (pass == null) {
      return null;
    }
    return pass.with(progress(cause));
  }

  /** What the cause means for the pass; a platform knows more of its own. */
  protected Progress progress(Exception cause) {
    return new Failed(message(cause), "");
  }

  /** The hook is the user's, and so is what is to be done about it. */
  public Reconciliation ofHook(Reconciliation pass, String hook, Exception cause) {
    var broke = "the hook " + hook + " failed: " + message(cause);
    return pass.progress() instanceof Failed(var reason, var action, var health)
        ? pass.with(new Failed(reason + "; then " + broke, action, health))
        : pass.attempting().with(new Failed(broke, "look at its route"));
  }

  private static String message(Exception cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
