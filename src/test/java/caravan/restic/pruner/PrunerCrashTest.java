package caravan.restic.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.BackendFailure;
import caravan.restic.ResticException;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FaultyBackend.Operation;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left when a run ends where it should not. */
class PrunerCrashTest {
  private static final PruneOptions TIDY = PruneOptions.DEFAULT.withMaxUnused("0");

  @Test
  void deletesNothingThatIsNeededOnceTheLockIsLost() {
    var start = SmallRepository.forgotten();
    for (int held = 0; held < 30; held++) {
      var repository = start.copy();
      var asked = new AtomicInteger(held);
      Runnable lock =
          () -> {
            if (asked.getAndDecrement() <= 0) {
              throw new BackendFailure("lost");
            }
          };

      try (var opened = repository.open()) {
        new Pruner(opened, TIDY, PruneListener.NONE, lock).run();
      } catch (BackendFailure e) {
        assertThat(e).hasMessage("lost");
      }

      assertThat(repository.check().errors()).as("lost after %d", held).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FROM_THEN_ON", "ANSWER_LOST"})
  void leavesEverySnapshotWholeWhereverItIsKilled(Fault fault) {
    var start = SmallRepository.forgotten();
    int calls = callsOf(start.copy());
    assertThat(calls).isGreaterThan(10);
    for (int call = 1; call <= calls; call++) {
      var repository = start.copy();
      var faulty =
          new FaultyBackend(repository.memory(), fault, call, Operation.SAVE, Operation.DELETE);

      try (var opened = SmallRepository.open(faulty)) {
        new Pruner(opened, TIDY, PruneListener.NONE, () -> {}).run();
      } catch (ResticException e) {
        assertThat(e).isInstanceOf(BackendFailure.class);
      }

      assertThat(repository.check().errors()).as("killed at call %d", call).isZero();
      repository.prune(TIDY);
      assertThat(repository.check().findings()).as("pruned after call %d", call).isEmpty();
    }
  }

  private static int callsOf(SmallRepository repository) {
    var counting =
        new FaultyBackend(repository.memory(), Fault.ONCE, 0, Operation.SAVE, Operation.DELETE);
    try (var opened = SmallRepository.open(counting)) {
      new Pruner(opened, TIDY, PruneListener.NONE, () -> {}).run();
    }
    return counting.calls();
  }
}
