package caravan.restic;

import java.io.Serial;

/** Somebody else holds a lock that conflicts with the one wanted. */
public final class RepositoryLocked extends ResticException {
  @Serial private static final long serialVersionUID = 1;

  public RepositoryLocked(String message) {
    super(message);
  }

  public RepositoryLocked(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 11;
  }
}
