package caravan.restic;

import java.io.Serial;

/** There is no repository at the place named. */
public final class RepositoryMissing extends ResticException {
  @Serial private static final long serialVersionUID = 1;

  public RepositoryMissing(String message) {
    super(message);
  }

  public RepositoryMissing(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 10;
  }
}
