package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.ResticException;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FaultyBackend.Operation;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that ends at any call leaves a repository that restic finds no error in. */
class DyingRunIT {
  private static final long SEED = 5;

  /** One connection and one thread: the n-th call is the same in every run. */
  private final MemoryBackend before = new MemoryBackend(1);

  @TempDir private Path folder;

  @BeforeEach
  void makeRepositoryWithOneSnapshot() {
    Repositories.init(before, 2);
    SmallRun.save(before, SEED + 100);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void leavesNothingThatResticCallsAnError(Fault fault) throws IOException {
    int calls = countCalls();
    assertThat(calls).isGreaterThanOrEqualTo(8);
    for (int call = 1; call <= calls; call++) {
      var store = copyOf(before);

      runUntil(store, fault, call);

      assertRestIsWhole(store, fault + "-" + call);
    }
  }

  @Test
  void isTakenUpByTheNextRunWithoutStoringTwiceWhatTheIndexKnows() throws IOException {
    var store = copyOf(before);
    runUntil(store, Fault.FROM_THEN_ON, countCalls() - 1);
    int packs = count(store, FileType.DATA);

    SmallRun.save(store, SEED);

    assertThat(count(store, FileType.DATA)).isEqualTo(packs);
    assertRestIsWhole(store, "resumed");
  }

  private void runUntil(MemoryBackend store, Fault fault, int call) {
    var faulty = new FaultyBackend(store, fault, call, Operation.SAVE, Operation.DELETE);
    try {
      SmallRun.save(faulty, SEED);
    } catch (ResticException e) {
      assertThat(e).hasMessageContaining("fails as the test wants");
    }
  }

  private void assertRestIsWhole(MemoryBackend store, String name) throws IOException {
    var place = folder.resolve(name);
    store.copyTo(place);
    var restic = Restic.at(place.toString(), Repositories.PASSWORD);

    var check = restic.tryRun("check", "--no-lock", "--read-data");

    assertThat(check.exitCode()).as("%s: %s", name, check).isZero();
    assertThat(check.text()).contains("no errors were found");
  }

  private int countCalls() {
    var counting =
        new FaultyBackend(copyOf(before), Fault.ONCE, 0, Operation.SAVE, Operation.DELETE);
    SmallRun.save(counting, SEED);
    return counting.calls();
  }

  private static int count(MemoryBackend store, FileType type) {
    var sizes = new HashMap<String, Long>();
    store.list(type, file -> sizes.put(file.name(), file.sizeBytes()));
    return sizes.size();
  }

  private static MemoryBackend copyOf(MemoryBackend store) {
    var copy = new MemoryBackend(1);
    copy.files().putAll(Map.copyOf(store.files()));
    return copy;
  }
}
