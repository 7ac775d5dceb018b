package caravan.restic;

import java.io.Serial;

/** Some of what a snapshot holds could not be brought back; the rest was. */
public final class RestoreIncomplete extends ResticException {
  @Serial private static final long serialVersionUID = 1;

  public RestoreIncomplete(String message) {
    super(message);
  }

  public RestoreIncomplete(String message, Throwable cause) {
    super(message, cause);
  }
}
