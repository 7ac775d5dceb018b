package caravan.restic.repository;

import caravan.restic.BackendFailure;
import caravan.restic.Id;
import caravan.restic.ResticException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A lock that this process holds: every five minutes a newer file takes the place of the older one.
 * A lock that could not be refreshed for so long that others may take it for stale counts as lost.
 */
final class HeldLock implements RepositoryLock {
  static final Duration REFRESH_EVERY = Duration.ofMinutes(5);
  static final Duration LOST_AFTER =
      Locks.STALE_AFTER.minus(REFRESH_EVERY.multipliedBy(3).dividedBy(2));
  private final Locks locks;
  private final LockMode mode;
  private final Clock clock;
  private final ScheduledExecutorService refresher;
  private Id id;
  private Instant refreshed;
  private boolean isClosed;

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
  public synchronized Id id() {
    return id;
  }

  @Override
  public synchronized void ensureHeld() {
    if (Duration.between(refreshed, clock.instant()).compareTo(LOST_AFTER) < 0) {
      return;
    }
    if (!refreshLate()) {
      throw new BackendFailure(
          "failed to refresh lock in time: the run stops before it can harm; run it again");
    }
  }

  /** Writes a newer lock file, then deletes the older one. */
  synchronized void refresh() {
    if (isClosed || Duration.between(refreshed, clock.instant()).compareTo(LOST_AFTER) >= 0) {
      return;
    }
    try {
      var older = id;
      id = locks.write(mode);
      refreshed = clock.instant();
      locks.remove(older);
    } catch (ResticException e) {
      locks.warn("unable to refresh lock: " + e.getMessage());
    }
  }

  /** The last chance: the old file must still be there before and after the new one is written. */
  private boolean refreshLate() {
    var older = id;
    if (isClosed || !locks.exists(older)) {
      return false;
    }
    var newer = locks.write(mode);
    locks.pause().quietly(Duration.ofMillis(200));
    if (!locks.exists(older)) {
      locks.remove(newer);
      return false;
    }
    id = newer;
    refreshed = clock.instant();
    locks.remove(older);
    return true;
  }

  @Override
  public void close() {
    refresher.shutdownNow();
    synchronized (this) {
      if (!isClosed) {
        isClosed = true;
        locks.remove(id);
      }
    }
  }
}
