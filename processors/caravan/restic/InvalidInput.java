package caravan.restic;

import java.io.Serial;

/** What the user asked for cannot be: the message says what would be accepted. */
public final class InvalidInput extends ResticException {
  @Serial private static final long serialVersionUID = 1;

  public InvalidInput(String message) {
    super(message);
  }

  public InvalidInput(String message, Throwable cause) {
    super(message, cause);
  }
}
