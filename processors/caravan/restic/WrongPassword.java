package caravan.restic;

import java.io.Serial;

/** No key of the repository opens with the password given. */
public final class WrongPassword extends ResticException {
  @Serial private static final long serialVersionUID = 1;

  public WrongPassword(String message) {
    super(message);
  }

  public WrongPassword(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 12;
  }
}
