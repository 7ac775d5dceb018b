package caravan.restic.restorer;

import caravan.restic.BackendFailure;
import caravan.restic.DamagedRepository;
import caravan.restic.FileMissing;
import caravan.restic.ResticException;
import caravan.restic.TargetFull;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Errno;
import caravan.restic.fs.PosixException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what could not be restored while the run goes on. What makes going on pointless is
 * thrown instead: a target without room, a store that has stopped to answer.
 */
final class Failures {
  private static final int MAX_OUTAGES = 10;
  private final byte[] target;
  private final RestoreListener listener;
  private final List<String> all = new ArrayList<>();
  private int outages;

  Failures(byte[] target, RestoreListener listener) {
    this.target = target;
    this.listener = listener;
  }

  /** Does something to one item; its failure is that of the item alone. */
  void guard(byte[] location, Runnable action) {
    try {
      action.run();
    } catch (PosixException | DamagedRepository | FileMissing | BackendFailure e) {
      add(location, e);
    }
  }

  void add(byte[] location, RuntimeException failure) {
    switch (failure) {
      case PosixException e when e.errno() == Errno.ENOSPC || e.errno() == Errno.EDQUOT ->
          throw full(e);
      case BackendFailure e -> countOutage(e);
      case PosixException e -> {}
      case DamagedRepository e -> {}
      case FileMissing e -> {}
      default -> throw failure;
    }
    add(location, failure.getMessage());
  }

  void add(byte[] location, String reason) {
    var path = BytePath.display(location);
    synchronized (this) {
      all.add(path + ": " + reason);
    }
    listener.failed(path, reason);
  }

  /** The store has answered. */
  synchronized void storeAnswered() {
    outages = 0;
  }

  synchronized List<String> all() {
    return List.copyOf(all);
  }

  /** The store did not give what it should; a file that is missing is an answer, too. */
  synchronized void countOutage(ResticException failure) {
    if (failure instanceof BackendFailure && ++outages >= MAX_OUTAGES) {
      throw failure;
    }
  }

  private TargetFull full(PosixException e) {
    return new TargetFull(
        "no room left in %s (%s): make it larger or free some space, then restore again; what is there already is not fetched again"
            .formatted(BytePath.display(target), e.getMessage()),
        e);
  }
}
