package caravan.restic;

import java.io.Serial;

/** The work was done, but not for every item; what is left out is named. */
public final class IncompleteException extends ResticException {
  @Serial private static final long serialVersionUID = 1;

  public IncompleteException(String message) {
    super(message);
  }

  public IncompleteException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 3;
  }
}
