package caravan.restic;

import java.io.Serial;

/**
 * Everything the engine can fail with; each leaf owns the exit code that restic's scripts know. A
 * message names the thing, the place and the next action, and is printed as it is.
 */
public abstract sealed class ResticException extends RuntimeException
    permits BackendFailure,
        DamagedRepository,
        FileMissing,
        IncompleteException,
        InvalidInput,
        RepositoryLocked,
        RepositoryMissing,
        RestoreIncomplete,
        SnapshotMissing,
        TargetFull,
        WrongPassword {
  @Serial private static final long serialVersionUID = 1;

  ResticException(String message) {
    super(message);
  }

  ResticException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The exit code of a process that ends because of this. */
  public int exitCode() {
    return 1;
  }
}
