package caravan.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How soon a pass looks again at what wakes nobody. */
record Timing(Clock clock) {
  /** For what is watched: only in case an event was lost. */
  static final Duration WATCHED = Duration.ofMinutes(1);

  /** For what is not watched, such as a pod that cannot start. */
  static final Duration UNWATCHED = Duration.ofSeconds(5);

  Instant now() {
    return clock.instant();
  }

  Instant watched() {
    return now().plus(WATCHED);
  }

  Instant unwatched() {
    return now().plus(UNWATCHED);
  }

  /** Whether that long has passed since. */
  boolean isOver(String since, Duration allowed) {
    return since != null && Instant.parse(since).plus(allowed).isBefore(now());
  }
}
