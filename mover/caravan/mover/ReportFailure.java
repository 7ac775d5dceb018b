package caravan.mover;

import caravan.mover.MoverResult.Failure;
import caravan.mover.MoverResult.Kind;
import caravan.restic.AccessDenied;
import caravan.restic.BackendFailure;
import caravan.restic.DamagedRepository;
import caravan.restic.FileMissing;
import caravan.restic.IncompleteException;
import caravan.restic.InvalidInput;
import caravan.restic.RepositoryLocked;
import caravan.restic.RepositoryMissing;
import caravan.restic.ResticException;
import caravan.restic.RestoreIncomplete;
import caravan.restic.SnapshotMissing;
import caravan.restic.TargetFull;
import caravan.restic.WrongPassword;
import caravan.restic.repository.Locks;

/** Turns what a step threw into the run's failure, and says it in the log. */
final class ReportFailure extends MoverStep {
  @Override
  void run(MoverRun run) {
    throw new IllegalStateException("only for runs that failed");
  }

  @Override
  void run(MoverRun run, Throwable caught) {
    var failure = describe(caught);
    run.outcome().failed(failure);
    run.log().line("Fatal: " + failure.message());
    if (caught instanceof RepositoryLocked && run.isOpen()) {
      nameLocks(run);
    }
  }

  /** All locks there are: the operator looks which of their owners still live. */
  private static void nameLocks(MoverRun run) {
    try {
      run.outcome()
          .lockedBy(run.repository().locks().all().stream().map(ReportFailure::lock).toList());
    } catch (ResticException e) {
      run.log().line("the locks could not be listed: " + e.getMessage());
    }
  }

  private static MoverResult.Lock lock(Locks.Found found) {
    var lock = found.lock();
    return new MoverResult.Lock(
        found.id(), lock.owner().hostname(), lock.time().toString(), lock.exclusive());
  }

  static Failure describe(Throwable caught) {
    return switch (caught) {
      case ResticException e -> new Failure(kind(e), e.getMessage(), e.exitCode());
      case OutOfMemoryError _ ->
          new Failure(Kind.OUT_OF_MEMORY, "the mover has used all of its memory", 1);
      default -> new Failure(Kind.FAILED, "unexpected failure, please report it: " + caught, 1);
    };
  }

  private static Kind kind(ResticException e) {
    return switch (e) {
      case WrongPassword w -> Kind.WRONG_PASSWORD;
      case RepositoryLocked l -> Kind.REPOSITORY_LOCKED;
      case RepositoryMissing m -> Kind.REPOSITORY_MISSING;
      case DamagedRepository d -> Kind.REPOSITORY_DAMAGED;
      case FileMissing m -> Kind.REPOSITORY_DAMAGED;
      case AccessDenied a -> Kind.ACCESS_DENIED;
      case BackendFailure b -> Kind.REPOSITORY_UNREACHABLE;
      case IncompleteException i -> Kind.SOURCE_INCOMPLETE;
      case RestoreIncomplete i -> Kind.RESTORE_INCOMPLETE;
      case SnapshotMissing s -> Kind.SNAPSHOT_MISSING;
      case TargetFull t -> Kind.TARGET_FULL;
      case InvalidInput i -> Kind.INVALID_SETTINGS;
    };
  }
}
