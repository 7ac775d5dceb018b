package caravan.replication;

import caravan.api.HealthReasons;
import java.time.Instant;

/** How far a pass over an object has come, and so whether its next step is taken. */
public sealed interface Progress {
  Progress READY = new Ready();

  /** Go on. */
  record Ready() implements Progress {}

  /**
   * Nothing more can be done now.
   *
   * @param why completes "Waiting: ", e.g. {@code the repository is in use by ...}
   * @param until when to look again at the latest, null for the next tick
   * @param health a reason of the condition Healthy when it waits for something that should not
   *     take that long, null while all is as it should be
   */
  record Waiting(String why, Instant until, String health) implements Progress {
    public Waiting(String why, Instant until) {
      this(why, until, null);
    }
  }

  /**
   * The platform did not answer as it should: the pass is left as it is and made again soon.
   *
   * @param why what it answered
   */
  record Again(String why) implements Progress {}

  /**
   * It cannot go on like this.
   *
   * @param reason names the thing and the place
   * @param action what its owner can do about it
   * @param health a reason of the condition Healthy
   */
  record Failed(String reason, String action, String health) implements Progress {
    public Failed(String reason, String action) {
      this(reason, action, HealthReasons.FAILED);
    }

    /** One sentence for a condition, an event and a log line. */
    public String message() {
      return action.isEmpty() ? reason : reason + "; " + action;
    }
  }
}
