package caravan.restic.repairer;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.BackendFailure;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FaultyBackend.Operation;
import caravan.restic.backend.FileType;
import caravan.restic.copier.Copier;
import caravan.restic.copier.CopyListener;
import caravan.restic.pruner.SmallRepository;
import caravan.restic.repository.Repository;
import caravan.restic.repository.Upgrade;
import caravan.restic.rewriter.RewriteListener;
import caravan.restic.rewriter.RewriteOptions;
import caravan.restic.rewriter.SnapshotReplacement;
import caravan.restic.rewriter.TreeRewriter;
import caravan.restic.snapshot.Timestamp;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Verbs that change a whole repository leave it whole wherever they are killed. */
class ChangeCrashTest {
  private static final Runnable HELD = () -> {};
  private static final RepairListener SILENT =
      new RepairListener() {
        @Override
        public void step(String text) {}

        @Override
        public void found(String text) {}

        @Override
        public void detail(String text) {}
      };

  /** What is done to an open repository with its index loaded. */
  private record Change(String name, int version, Consumer<Repository> work) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> changesAndFaults() {
    return Stream.of(
            new Change("repair index", 2, ChangeCrashTest::repairIndex),
            new Change("repair index, all packs", 2, ChangeCrashTest::repairWholeIndex),
            new Change("repair packs", 2, ChangeCrashTest::repairPacks),
            new Change("rewrite --forget", 2, ChangeCrashTest::rewrite),
            new Change("recover", 2, ChangeCrashTest::recover),
            new Change("copy", 2, ChangeCrashTest::copyInto),
            new Change("migrate", 1, ChangeCrashTest::upgrade))
        .flatMap(
            change ->
                Stream.of(Fault.FROM_THEN_ON, Fault.ANSWER_LOST)
                    .map(fault -> Arguments.of(change, fault)));
  }

  @ParameterizedTest
  @MethodSource("changesAndFaults")
  void everySnapshotIsWholeWhereverAChangeEnds(Change change, Fault fault) {
    var start = start(change.version());
    int calls = run(start.copy(), change, Fault.ONCE, 0);
    int snapshots = files(start, FileType.SNAPSHOTS);
    assertThat(calls).isPositive();
    for (int call = 1; call <= calls; call++) {
      var repository = start.copy();

      run(repository, change, fault, call);

      assertThat(repository.check().errors()).as("%s, call %d", change, call).isZero();
      assertThat(files(repository, FileType.SNAPSHOTS)).isGreaterThanOrEqualTo(snapshots);
      run(repository, change, Fault.ONCE, 0);
      assertThat(repository.check().errors()).as("%s after call %d", change, call).isZero();
    }
  }

  private static SmallRepository start(int version) {
    var repository = SmallRepository.init(version);
    repository.backup(1, 2, 3, 4, 5, 6, 7);
    repository.backup(1, 2, 30, 31);
    repository.forget(repository.backup(50, 51));
    return repository;
  }

  private static int run(SmallRepository repository, Change change, Fault fault, int call) {
    var faulty =
        new FaultyBackend(repository.memory(), fault, call, Operation.SAVE, Operation.DELETE);
    try (var opened = SmallRepository.open(faulty)) {
      change.work().accept(opened);
    } catch (ResticException e) {
      assertThat(e).isInstanceOf(BackendFailure.class);
    }
    return faulty.calls();
  }

  private static int files(SmallRepository repository, FileType type) {
    return (int)
        repository.memory().files().keySet().stream()
            .filter(path -> path.startsWith(type.folder() + "/"))
            .count();
  }

  private static void repairIndex(Repository repository) {
    new IndexRepair(repository, SILENT, HELD).run(false);
  }

  private static void repairWholeIndex(Repository repository) {
    new IndexRepair(repository, SILENT, HELD).run(true);
  }

  private static void repairPacks(Repository repository) {
    new PackRepair(repository, SILENT, HELD).run(Set.copyOf(repository.list(FileType.DATA)));
  }

  private static void recover(Repository repository) {
    var recovery = new Recovery(repository, SILENT, HELD);
    var roots = recovery.findRoots();
    if (!roots.isEmpty()) {
      recovery.save(roots, repository.options().lockOwner(), "test");
    }
  }

  private static void copyInto(Repository repository) {
    var other = SmallRepository.init(2);
    other.backup(1, 60, 61, 62, 63);
    other.backup(2, 70);
    try (var source = other.open()) {
      new Copier(source, repository, CopyListener.NONE, HELD)
          .copy(source.snapshots(), repository.snapshots());
    }
  }

  private static void upgrade(Repository repository) {
    var upgrade = new Upgrade(repository);
    if (upgrade.isNeeded()) {
      upgrade.run(upgrade.storedConfig());
    }
  }

  private static void rewrite(Repository repository) {
    var options = new RewriteOptions(false, true, "rewrite", "other", null);
    var replacement = new SnapshotReplacement(repository, options, new Silence(), HELD);
    for (var stored : repository.snapshots()) {
      Id tree;
      try (var uploads = repository.uploads(false)) {
        try (var saver = uploads.saver()) {
          var rewriter =
              new TreeRewriter(repository, (path, node) -> node.name()[0] == 'd' ? null : node);
          tree = rewriter.rewrite(stored.snapshot().tree(), saver);
        }
        uploads.flush();
      }
      replacement.replace(stored, tree, null);
    }
  }

  private static final class Silence implements RewriteListener {
    @Override
    public void removedEmpty(Id old) {}

    @Override
    public void keptUnreadable(Id old) {}

    @Override
    public void changing(String host, Timestamp time) {}

    @Override
    public void saved(Id changed) {}

    @Override
    public void removedOld(Id old) {}
  }
}
