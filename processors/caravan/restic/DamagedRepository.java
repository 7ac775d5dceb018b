package caravan.restic;

import java.io.Serial;

/** Something in the repository is not what its name or its seal says. */
public final class DamagedRepository extends ResticException {
  @Serial private static final long serialVersionUID = 1;

  public DamagedRepository(String message) {
    super(message);
  }

  public DamagedRepository(String message, Throwable cause) {
    super(message, cause);
  }
}
