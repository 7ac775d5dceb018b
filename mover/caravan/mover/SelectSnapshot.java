package caravan.mover;

import caravan.restic.snapshot.StoredSnapshot;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses what to restore: of all snapshots of a volume the newest not younger than {@code
 * RESTORE_AS_OF}, passing over {@code SELECT_PREVIOUS} of them. Times count in whole seconds, and
 * of several in one second only the last counts.
 */
final class SelectSnapshot extends MoverStep {
  @Override
  void run(MoverRun run) {
    run.log().title("Starting restore");
    var chosen = choose(run.repository().snapshots(), run.environment());
    if (chosen == null) {
      run.log().line("No eligible snapshots found");
      run.log().title("No data will be restored");
    } else {
      run.log().line("Selected restic snapshot with id: %s", chosen.id().toShortString());
    }
    run.choose(chosen);
  }

  /** Null when there is none. */
  static StoredSnapshot choose(List<StoredSnapshot> oldestFirst, MoverEnvironment environment) {
    var eligible = new ArrayList<StoredSnapshot>();
    for (var stored : oldestFirst) {
      boolean isVolume =
          stored.snapshot().paths().stream().anyMatch(path -> path.contains(MoverRun.PATH));
      boolean isOldEnough =
          environment.restoreAsOf() == null || !second(stored).isAfter(environment.restoreAsOf());
      if (isVolume && isOldEnough) {
        if (!eligible.isEmpty() && second(eligible.getLast()).equals(second(stored))) {
          eligible.removeLast();
        }
        eligible.add(stored);
      }
    }
    int at = eligible.size() - 1 - environment.selectPrevious();
    return at < 0 ? null : eligible.get(at);
  }

  private static java.time.Instant second(StoredSnapshot stored) {
    return stored.snapshot().time().toInstant().truncatedTo(ChronoUnit.SECONDS);
  }
}
