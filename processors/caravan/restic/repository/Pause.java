package caravan.restic.repository;

import java.time.Duration;

/** How a thread waits; a test does not. */
@FunctionalInterface
public interface Pause {
  Pause SLEEP = Thread::sleep;

  void of(Duration duration) throws InterruptedException;

  /** Waits; an interrupt ends the waiting and stays set. */
  default void quietly(Duration duration) {
    try {
      of(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
