package caravan.restic.repository;

import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.RepositoryLocked;
import caravan.restic.ResticException;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.snapshot.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The lock files of a repository. To take one: look at the others, write one's own, wait, look
 * again. Acquiring never judges whether a lock is stale; only {@link #removeStale} does.
 */
public final class Locks {
  static final Duration STALE_AFTER = Duration.ofMinutes(30);
  private static final Duration SECOND_LOOK = Duration.ofMillis(200);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(60);
  private static final int UNREADABLE_TRIES = 4;

  private final Repository repository;
  private final Clock clock;
  private final Pause pause;
  private final LongPredicate isAlive;

  Locks(Repository repository, Pause pause) {
    this.repository = repository;
    this.pause = pause;
    clock = repository.options().clock();
    isAlive = pid -> ProcessHandle.of(pid).isPresent();
  }

  /** A lock as found. */
  public record Found(Id id, LockFile lock) {}

  /** Takes a lock, waiting up to {@code retryFor} while another conflicts. */
  RepositoryLock acquire(LockMode mode, Duration retryFor) {
    var deadline = clock.instant().plus(retryFor);
    var wait = FIRST_RETRY;
    while (true) {
      try {
        return acquireNow(mode);
      } catch (RepositoryLocked e) {
        var left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
          throw e;
        }
        if (wait == FIRST_RETRY) {
          repository.warn(
              "repo already locked, waiting up to %s for the lock".formatted(goText(retryFor)));
        }
        pause.quietly(wait.compareTo(left) < 0 ? wait : left);
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_RETRY) < 0
                ? wait.multipliedBy(2)
                : LONGEST_RETRY;
      }
    }
  }

  /** Every lock that can be read. */
  public List<Found> all() {
    var locks = new ArrayList<Found>();
    for (var id : repository.list(FileType.LOCKS)) {
      var lock = read(id);
      if (lock != null) {
        locks.add(new Found(id, lock));
      }
    }
    return locks;
  }

  /** Removes locks not refreshed for 30 minutes, and those of dead processes of this very host. */
  public int removeStale() {
    int removed = 0;
    for (var found : readable()) {
      if (isStale(found.lock())) {
        remove(found.id());
        removed++;
      }
    }
    return removed;
  }

  public int removeAll() {
    var ids = repository.list(FileType.LOCKS);
    ids.forEach(this::remove);
    return ids.size();
  }

  public void remove(Id id) {
    repository.backend().delete(FileHandle.of(FileType.LOCKS, id));
  }

  private RepositoryLock acquireNow(LockMode mode) {
    failOnConflict(mode, null);
    var id = write(mode);
    try {
      pause.quietly(SECOND_LOOK);
      failOnConflict(mode, id);
    } catch (RuntimeException e) {
      remove(id);
      throw e;
    }
    return new HeldLock(this, mode, id, clock);
  }

  Id write(LockMode mode) {
    var lock =
        new LockFile(
            Timestamp.utc(clock.instant()),
            mode == LockMode.EXCLUSIVE,
            repository.options().lockOwner());
    return repository.saveUnpacked(FileType.LOCKS, lock.encode());
  }

  boolean exists(Id id) {
    return repository.list(FileType.LOCKS).contains(id);
  }

  Pause pause() {
    return pause;
  }

  void warn(String text) {
    repository.warn(text);
  }

  private void failOnConflict(LockMode mode, Id own) {
    var wait = FIRST_RETRY;
    for (int tries = 1; ; tries++) {
      try {
        for (var id : repository.list(FileType.LOCKS)) {
          var lock = id.equals(own) ? null : read(id);
          if (lock != null && (mode == LockMode.EXCLUSIVE || lock.exclusive())) {
            throw new RepositoryLocked(describe(id, lock));
          }
        }
        return;
      } catch (RepositoryLocked e) {
        throw e;
      } catch (ResticException e) {
        if (tries == UNREADABLE_TRIES) {
          throw new caravan.restic.DamagedRepository(
              "invalid lock file: %s; if nobody uses the repository, run `unlock --remove-all`"
                  .formatted(e.getMessage()),
              e);
        }
        pause.quietly(wait);
        wait = wait.multipliedBy(2);
      }
    }
  }

  /** Null for a lock that has gone since it was listed, or is an empty file. */
  private LockFile read(Id id) {
    try {
      if (repository.backend().size(FileHandle.of(FileType.LOCKS, id)) == 0) {
        return null;
      }
      return LockFile.decode(repository.loadUnpacked(FileType.LOCKS, id));
    } catch (FileMissing e) {
      return null;
    }
  }

  private List<Found> readable() {
    var locks = new ArrayList<Found>();
    for (var id : repository.list(FileType.LOCKS)) {
      try {
        var lock = read(id);
        if (lock != null) {
          locks.add(new Found(id, lock));
        }
      } catch (ResticException e) {
        repository.warn("ignoring lock " + id.toShortString() + ": " + e.getMessage());
      }
    }
    return locks;
  }

  private boolean isStale(LockFile lock) {
    var age = Duration.between(lock.time().toInstant(), clock.instant());
    var self = repository.options().lockOwner();
    return age.compareTo(STALE_AFTER) > 0
        || lock.owner().hostname().equals(self.hostname()) && !isAlive.test(lock.owner().pid());
  }

  private String describe(Id id, LockFile lock) {
    var owner = lock.owner();
    var age = Duration.between(lock.time().toInstant(), clock.instant());
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
            lock.time().toString().replace('T', ' ').replaceAll("\\..*|Z$|[+]..:..$", ""),
            goText(age),
            id.toShortString());
  }

  /** As Go prints durations: {@code 1h2m3.5s}. */
  private static String goText(Duration duration) {
    var text = new StringBuilder();
    if (duration.toHours() > 0) {
      text.append(duration.toHours()).append('h');
    }
    if (duration.toMinutes() > 0) {
      text.append(duration.toMinutesPart()).append('m');
    }
    var seconds = duration.toSecondsPart() + duration.toMillisPart() / 1000.0;
    return text.append(String.valueOf(seconds).replaceAll("\\.0$", "")).append('s').toString();
  }
}
