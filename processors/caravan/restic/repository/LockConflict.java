package caravan.restic.repository;

import caravan.restic.Id;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** The words for a lock that is in the way, as restic's users and scripts know them. */
final class LockConflict {
  private LockConflict() {}

  static String describe(Id id, LockFile lock, Instant now) {
    var owner = lock.owner();
    return """
        unable to create lock in backend: repository is already locked %sby PID %d on %s by %s (UID %d, GID %d)
        lock was created at %s (%s ago)
        storage ID %s
        the `unlock` command can be used to remove stale locks"""
        .formatted(
            lock.exclusive() ? "exclusively " : "",
            owner.pid(),
            owner.hostname(),
            owner.username(),
            Integer.toUnsignedLong(owner.uid()),
            Integer.toUnsignedLong(owner.gid()),
            toSeconds(lock),
            goText(Duration.between(lock.time().toInstant(), now)),
            id.toShortString());
  }

  /** As Go prints durations: {@code 1h2m3.5s}. */
  static String goText(Duration duration) {
    if (duration.isNegative()) {
      return "-" + goText(duration.negated());
    }
    var text = new StringBuilder();
    if (duration.toHours() > 0) {
      text.append(duration.toHours()).append('h');
    }
    if (duration.toMinutes() > 0) {
      text.append(duration.toMinutesPart()).append('m');
    }
    var seconds =
        BigDecimal.valueOf(duration.toMillis() % 60_000, 3).stripTrailingZeros().toPlainString();
    return text.append(seconds).append('s').toString();
  }

  /** Date and time of day on the lock owner's clock. */
  private static String toSeconds(LockFile lock) {
    return lock.time().toString().replace('T', ' ').substring(0, "2026-01-31 23:59:59".length());
  }
}
