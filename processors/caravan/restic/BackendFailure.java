package caravan.restic;

import java.io.Serial;

/** The store could not do what was asked: unreachable, refusing, full or broken. */
public sealed class BackendFailure extends ResticException permits AccessDenied {
  @Serial private static final long serialVersionUID = 1;

  public BackendFailure(String message) {
    super(message);
  }

  public BackendFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
