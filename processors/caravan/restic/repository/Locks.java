package caravan.restic.repository;

import caravan.restic.DamagedRepository;
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
  static final Duration SECOND_LOOK = Duration.ofMillis(200);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(60);
  private static final int UNREADABLE_TRIES = 4;

  private final Repository repository;
  private final Clock clock;
  private final Pause pause;
  private final LongPredicate isAlive;

  Locks(Repository repository, Pause pause, LongPredicate isAlive) {
    this.repository = repository;
    this.pause = pause;
    this.isAlive = isAlive;
    clock = repository.options().clock();
  }

  static Locks of(Repository repository) {
    return new Locks(repository, Pause.SLEEP, pid -> ProcessHandle.of(pid).isPresent());
  }

  /** A lock as found. */
  public record Found(Id id, LockFile lock) {}

  /** Takes a lock, waiting up to {@code retryFor} while another conflicts. */
  RepositoryLock acquire(LockMode mode, Duration retryFor) {
    var deadline = clock.instant().plus(retryFor);
    for (var wait = FIRST_RETRY; ; wait = longer(wait)) {
      try {
        return acquireNow(mode);
      } catch (RepositoryLocked e) {
        var left = Duration.between(clock.instant(), deadline);
        if (!left.isPositive()) {
          throw e;
        }
        if (wait.equals(FIRST_RETRY)) {
          repository.warn(
              "repo already locked, waiting up to %s for the lock"
                  .formatted(LockConflict.goText(retryFor)));
        }
        pause.quietly(wait.compareTo(left) < 0 ? wait : left);
      }
    }
  }

  /** Every lock that can be read; one that cannot is told as a warning. */
  public List<Found> all() {
    var locks = new ArrayList<Found>();
    for (var id : list()) {
      try {
        add(id, locks);
      } catch (ResticException e) {
        repository.warn("ignoring lock " + id.toShortString() + ": " + e.getMessage());
      }
    }
    return locks;
  }

  /** Removes locks not refreshed for 30 minutes, and those of dead processes of this very host. */
  public int removeStale() {
    var stale = all().stream().filter(found -> isStale(found.lock())).toList();
    stale.forEach(found -> remove(found.id()));
    return stale.size();
  }

  /** Removes every lock, whoever holds it. */
  public int removeAll() {
    var ids = repository.list(FileType.LOCKS);
    ids.forEach(this::remove);
    return ids.size();
  }

  /** Removes one lock; one that is not there is no error. */
  public void remove(Id id) {
    repository.backend().delete(FileHandle.of(FileType.LOCKS, id));
  }

  Id write(LockMode mode) {
    var time = Timestamp.utc(clock.instant());
    var owner = repository.options().lockOwner();
    var lock = new LockFile(time, mode == LockMode.EXCLUSIVE, owner);
    return repository.saveUnpacked(FileType.LOCKS, lock.encode());
  }

  boolean exists(Id id) {
    return list().contains(id);
  }

  Pause pause() {
    return pause;
  }

  void warn(String text) {
    repository.warn(text);
  }

  private RepositoryLock acquireNow(LockMode mode) {
    failOnConflict(mode, null);
    var id = write(mode);
    try {
      pause.quietly(SECOND_LOOK);
      failOnConflict(mode, id);
    } catch (RuntimeException e) {
      giveBack(id, e);
      throw e;
    }
    return new HeldLock(this, mode, id, clock);
  }

  /**
   * A remote store does nothing for a thread that is interrupted; this must be done all the same.
   */
  private void giveBack(Id id, RuntimeException cause) {
    boolean isInterrupted = Thread.interrupted();
    try {
      remove(id);
    } catch (ResticException e) {
      cause.addSuppressed(e);
      warn("lock %s could not be removed: %s; run unlock".formatted(id, e.getMessage()));
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A lock that cannot be read may be in the middle of something: it is looked at again. */
  private void failOnConflict(LockMode mode, Id own) {
    for (var wait = FIRST_RETRY; ; wait = wait.multipliedBy(2)) {
      try {
        lookForConflict(mode, own);
        return;
      } catch (DamagedRepository e) {
        if (wait.compareTo(FIRST_RETRY.multipliedBy(1 << UNREADABLE_TRIES - 1)) >= 0) {
          throw new DamagedRepository(
              "invalid lock file: %s; if nobody uses the repository, run unlock --remove-all"
                  .formatted(e.getMessage()),
              e);
        }
        pause.quietly(wait);
      }
    }
  }

  private void lookForConflict(LockMode mode, Id own) {
    var others = new ArrayList<Found>();
    for (var id : list()) {
      if (!id.equals(own)) {
        add(id, others);
      }
    }
    for (var other : others) {
      if (mode == LockMode.EXCLUSIVE || other.lock().exclusive()) {
        throw new RepositoryLocked(
            LockConflict.describe(other.id(), other.lock(), clock.instant()));
      }
    }
  }

  /** Empty files are no locks. */
  private List<Id> list() {
    var ids = new ArrayList<Id>();
    repository
        .backend()
        .list(
            FileType.LOCKS,
            file -> {
              if (file.sizeBytes() > 0) {
                ids.add(Id.parse(file.name()));
              }
            });
    return ids;
  }

  private void add(Id id, List<Found> locks) {
    try {
      var content = repository.loadUnpacked(FileType.LOCKS, id);
      locks.add(new Found(id, LockFile.decode(content)));
    } catch (FileMissing e) {
      // Given back since it was listed.
    }
  }

  private boolean isStale(LockFile lock) {
    var age = Duration.between(lock.time().toInstant(), clock.instant());
    var self = repository.options().lockOwner();
    return age.compareTo(STALE_AFTER) > 0
        || lock.owner().hostname().equals(self.hostname()) && !isAlive.test(lock.owner().pid());
  }

  private static Duration longer(Duration wait) {
    var twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST_RETRY) < 0 ? twice : LONGEST_RETRY;
  }
}
