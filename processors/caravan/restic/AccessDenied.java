package caravan.restic;

import java.io.Serial;

/** The store answers, and does not allow what was asked with these keys or as this user. */
public final class AccessDenied extends BackendFailure {
  @Serial private static final long serialVersionUID = 1;

  public AccessDenied(String message, Throwable cause) {
    super(message, cause);
  }
}
