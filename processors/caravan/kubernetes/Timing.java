package caravan.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How soon a pass looks again at what wakes nobody, and how old things are.
 *
 * @param server whose times objects carry
 */
record Timing(Clock clock, ServerTime server) {
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

  /** A time that the API server has written, by this clock. */
  Instant local(String written) {
    return Instant.parse(written).minus(server.ahead());
  }

  /** Whether that long has passed since the API server has written this. */
  boolean isOver(String since, Duration allowed) {
    return since != null && local(since).plus(allowed).isBefore(now());
  }
}
