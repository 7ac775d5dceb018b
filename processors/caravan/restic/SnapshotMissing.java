package caravan.restic;

import java.io.Serial;

/** The repository has no snapshot such as one was asked for. */
public final class SnapshotMissing extends ResticException {
  @Serial private static final long serialVersionUID = 1;

  public SnapshotMissing(String message) {
    super(message);
  }
}
