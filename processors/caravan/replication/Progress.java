package caravan.replication;

import java.time.Instant;

/** How far a pass over an object has come, and so whether its next step is taken. */
public sealed interface Progress {
  Progress READY = new Ready();

  /** Go on. */
  record Ready() implements Progress {}

  /**
   * Nothing is wrong and nothing more can be done now.
   *
   * @param why completes "Waiting: ", e.g. {@code the repository is in use by ...}
   * @param until when to look again at the latest, null for the next tick
   */
  record Waiting(String why, Instant until) implements Progress {}

  /**
   * It cannot go on like this.
   *
   * @param reason names the thing and the place
   * @param action what its owner can do about it
   */
  record Failed(String reason, String action) implements Progress {
    /** One sentence for a condition, an event and a log line. */
    public String message() {
      return action.isEmpty() ? reason : reason + "; " + action;
    }
  }
}
