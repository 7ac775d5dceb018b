package caravan.restic;

import java.io.Serial;

/** The place that files are restored to has no room left. */
public final class TargetFull extends ResticException {
  @Serial private static final long serialVersionUID = 1;

  public TargetFull(String message, Throwable cause) {
    super(message, cause);
  }
}
