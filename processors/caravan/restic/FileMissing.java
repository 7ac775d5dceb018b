package caravan.restic;

import java.io.Serial;

/** A file of the repository that should be there is not. */
public final class FileMissing extends ResticException {
  @Serial private static final long serialVersionUID = 1;

  public FileMissing(String message) {
    super(message);
  }

  public FileMissing(String message, Throwable cause) {
    super(message, cause);
  }
}
