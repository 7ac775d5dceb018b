package caravan.mover;

import caravan.restic.InvalidInput;
import caravan.restic.SnapshotMissing;
import caravan.restic.snapshot.StoredSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses what to restore: of all snapshots of a volume the newest not younger than {@code
 * RESTORE_AS_OF}, passing over {@code SELECT_PREVIOUS} of them. Times count in whole seconds, and
 * of several in one second only the last counts. Where {@code CARAVAN_SNAPSHOT} names one, it is
 * that one, of whatever host and path.
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

  /**
   * Null when there is none and none is needed.
   *
   * @throws SnapshotMissing when there is none, and one is named or needed
   * @throws InvalidInput when more than one id begins like the one named
   */
  static StoredSnapshot choose(List<StoredSnapshot> oldestFirst, MoverEnvironment environment) {
    if (environment.snapshot() != null) {
      return named(oldestFirst, environment.snapshot());
    }
    var eligible = eligible(oldestFirst, environment);
    int at = eligible.size() - 1 - environment.selectPrevious();
    if (at < 0 && environment.needsSnapshot()) {
      throw none(oldestFirst.size(), eligible.size(), environment);
    }
    return at < 0 ? null : eligible.get(at);
  }

  private static SnapshotMissing none(int all, int eligible, MoverEnvironment environment) {
    var asOf = environment.restoreAsOf();
    int previous = environment.selectPrevious();
    return new SnapshotMissing(
        "no snapshot to restore: of %d in the repository %d are a volume's%s%s; ask for another, or write onMissingSnapshot: Continue"
            .formatted(
                all,
                eligible,
                asOf == null ? "" : " and not later than restoreAsOf " + asOf,
                previous == 0 ? "" : ", and previous passes over " + previous));
  }

  private static StoredSnapshot named(List<StoredSnapshot> snapshots, String beginning) {
    var fitting =
        snapshots.stream().filter(it -> it.id().toString().startsWith(beginning)).toList();
    if (fitting.size() > 1) {
      throw new InvalidInput(
          "snapshot %s is the beginning of %d ids, %s and %s among them; write more of it"
              .formatted(
                  beginning, fitting.size(), fitting.getFirst().id(), fitting.getLast().id()));
    }
    if (fitting.isEmpty()) {
      throw new SnapshotMissing(
          "there is no snapshot %s among the %d in the repository; look for its id with caravan snapshots"
              .formatted(beginning, snapshots.size()));
    }
    return fitting.getFirst();
  }

  private static List<StoredSnapshot> eligible(
      List<StoredSnapshot> oldestFirst, MoverEnvironment environment) {
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
    return eligible;
  }

  private static Instant second(StoredSnapshot stored) {
    return stored.snapshot().time().toInstant().truncatedTo(ChronoUnit.SECONDS);
  }
}
