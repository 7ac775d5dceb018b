package caravan.replication;

import java.io.Serial;

/** A schedule nobody can keep: the message names the expression, the field and what it may be. */
public final class InvalidSchedule extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  InvalidSchedule(String message) {
    super(message);
  }
}
