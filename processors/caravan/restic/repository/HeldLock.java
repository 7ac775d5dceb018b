package caravan.restic.repository;

import caravan.restic.BackendFailure;
import caravan.restic.Id;
import caravan.restic.ResticException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A lock that this process holds: every five minutes a newer file takes the place of the older one.
 * A lock that could not be refreshed for so long that others may soon take it for stale counts as
 * lost, unless its file proves to be there still.
 */
final class HeldLock implements RepositoryLock {
  static final Duration REFRESH_EVERY = Duration.ofMinutes(5);
  static final Duration LOST_AFTER =
      Locks.STALE_AFTER.minus(REFRESH_EVERY.multipliedBy(3).dividedBy(2));
  private final Locks locks;
  private final LockMode mode;
  private final Clock clock;
  private final ScheduledExecutorService refresher;

  /** Files of ours that could not be deleted yet. */
  private final List<Id> outdated = new ArrayList<>();

  private volatile Id id;
  private volatile Instant refreshed;
  private volatile boolean isClosed;
  private boolean isLost;

  HeldLock(Locks locks, LockMode mode, Id id, Clock clock) {
    this.locks = locks;
    this.mode = mode;
    this.id = id;
    this.clock = clock;
    refreshed = clock.instant();
    refresher =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lock-refresh").factory());
    long period = REFRESH_EVERY.toMillis();
    refresher.scheduleWithFixedDelay(this::refresh, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public Id id() {
    return id;
  }

  @Override
  public void ensureHeld() {
    if (isClosed) {
      // Given back by a signal while others of the run go on.
      throw new BackendFailure("the lock was given back: the run is ending");
    }
    if (isExpired()) {
      ensureHeldLate();
    }
  }

  /** Writes a newer lock file, then deletes the older one. */
  synchronized void refresh() {
    if (isClosed || isLost || isExpired()) {
      return;
    }
    try {
      replaceBy(locks.write(mode));
    } catch (RuntimeException e) {
      locks.warn("unable to refresh lock: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    refresher.shutdownNow();
    synchronized (this) {
      if (!isClosed) {
        isClosed = true;
        outdated.add(id);
        removeOutdated();
        outdated.forEach(left -> locks.warn("lock " + left + " could not be removed: run unlock"));
      }
    }
  }

  private boolean isExpired() {
    return Duration.between(refreshed, clock.instant()).compareTo(LOST_AFTER) >= 0;
  }

  private synchronized void ensureHeldLate() {
    if (!isExpired()) {
      return;
    }
    isLost = isLost || isClosed || !refreshLate();
    if (isLost) {
      throw new BackendFailure(
          "failed to refresh lock in time: the run stops before it can harm; run it again");
    }
  }

  /** The last chance: the old file must still be there before and after the new one is written. */
  private boolean refreshLate() {
    if (!locks.exists(id)) {
      return false;
    }
    var newer = locks.write(mode);
    locks.pause().quietly(Locks.SECOND_LOOK);
    if (!locks.exists(id)) {
      locks.remove(newer);
      return false;
    }
    replaceBy(newer);
    return true;
  }

  private void replaceBy(Id newer) {
    outdated.add(id);
    id = newer;
    refreshed = clock.instant();
    removeOutdated();
  }

  private void removeOutdated() {
    outdated.removeIf(
        old -> {
          try {
            locks.remove(old);
            return true;
          } catch (ResticException e) {
            return false;
          }
        });
  }
}
