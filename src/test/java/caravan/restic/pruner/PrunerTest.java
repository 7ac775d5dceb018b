package caravan.restic.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BackendFailure;
import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FaultyBackend.Operation;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.checker.CheckListener;
import caravan.restic.checker.CheckResult;
import caravan.restic.checker.Checker;
import caravan.restic.checker.ReadDataSubset;
import caravan.restic.crypto.Sealer;
import caravan.restic.index.IndexFile;
import caravan.restic.pack.PackContent;
import caravan.restic.repository.Config;
import caravan.restic.repository.Repository;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrunerTest {
  private static final PruneOptions TIDY = PruneOptions.DEFAULT.withMaxUnused("0");

  @Test
  void keepsWhatSnapshotsNeedAndNothingElse() {
    var repository = SmallRepository.init(2);
    repository.backup(IntStream.range(0, 20).toArray());
    var gone = repository.backup(IntStream.range(10, 40).toArray());
    repository.backup(IntStream.range(15, 23).toArray());
    repository.forget(gone);

    var result = prune(repository, TIDY);

    assertThat(result.changed()).isTrue();
    assertThat(result.repackedPacks()).isNotEmpty();
    assertThat(result.removedPacks()).isNotEmpty();
    try (var opened = repository.open()) {
      assertThat(opened.index().size()).isEqualTo(23 + 4);
      assertHas(opened, IntStream.range(0, 23).toArray());
      assertThat(opened.list(FileType.INDEX)).hasSize(1);
      assertThat(opened.list(FileType.DATA)).hasSameElementsAs(opened.index().packs());
    }
    assertThat(check(repository).findings()).isEmpty();
  }

  @Test
  void findsNothingToDoTheSecondTime() {
    var repository = forgotten();
    prune(repository, TIDY);
    var before = new TreeMap<>(repository.memory().files());

    var result = prune(repository, TIDY);

    assertThat(result.changed()).isFalse();
    assertThat(repository.memory().files()).isEqualTo(before);
  }

  @Test
  void emptiesARepositoryWithoutSnapshots() {
    var repository = SmallRepository.init(2);
    repository.forget(repository.backup(1, 2, 3));

    prune(repository, TIDY);

    assertThat(repository.memory().files().keySet())
        .noneMatch(path -> path.startsWith("data/") || path.startsWith("index/"));
  }

  @Test
  void onlyPlansInADryRun() {
    var repository = forgotten();
    var before = new TreeMap<>(repository.memory().files());

    var result = prune(repository, TIDY.asDryRun());

    assertThat(result.changed()).isFalse();
    assertThat(result.stats().blobs().removeTotal()).isPositive();
    assertThat(repository.memory().files()).isEqualTo(before);
  }

  @Test
  void takesSnapshotsAsGoneOnlyInADryRun() {
    var repository = SmallRepository.init(2);
    var snapshot = repository.backup(1, 2, 3);
    var options = new PruneOptions("0", Long.MAX_VALUE, false, false, 0, Set.of(snapshot), true);

    assertThat(prune(repository, options).stats().blobs().used()).isZero();
    assertThatThrownBy(
            () ->
                prune(
                    repository,
                    new PruneOptions(
                        "0", Long.MAX_VALUE, false, false, 0, Set.of(snapshot), false)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhenTheIndexIsNotComplete() {
    var repository = SmallRepository.init(2);
    repository.backup(1, 2, 3);
    repository.backup(4, 5, 6);
    var lost = repository.open().list(FileType.INDEX).getFirst();
    repository.memory().delete(FileHandle.of(FileType.INDEX, lost));
    var before = new TreeMap<>(repository.memory().files());

    assertThatThrownBy(() -> prune(repository, TIDY))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("index is not complete")
        .hasMessageContaining("Nothing was changed");
    assertThat(repository.memory().files()).isEqualTo(before);
  }

  @Test
  void takesAnotherCopyOfADamagedBlob() {
    var repository = forgotten();
    var damaged = duplicateOneBlobOfARepackedPack(repository);
    repository
        .memory()
        .damage(FileHandle.of(FileType.DATA, damaged.packId()), damaged.entry().offset() + 20);

    prune(repository, TIDY);

    assertThat(check(repository).findings()).isEmpty();
  }

  @Test
  void stopsAtADamagedBlobThatHasNoOtherCopy() {
    var repository = forgotten();
    var pack = prune(repository, TIDY.asDryRun()).repackedPacks().iterator().next();
    damageAllOf(repository, pack);
    var before = Set.copyOf(repository.memory().files().keySet());

    assertThatThrownBy(() -> prune(repository, TIDY))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("nothing was deleted");
    assertThat(repository.memory().files().keySet()).containsAll(before);
  }

  @Test
  void deletesNothingThatIsNeededOnceTheLockIsLost() {
    var start = forgotten();
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

      assertThat(check(repository).errors()).as("lost after %d", held).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FROM_THEN_ON", "ANSWER_LOST"})
  void leavesEverySnapshotWholeWhereverItIsKilled(Fault fault) {
    var start = forgotten();
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

      assertThat(check(repository).errors()).as("killed at call %d", call).isZero();
      prune(repository, TIDY);
      assertThat(check(repository).findings()).as("pruned after call %d", call).isEmpty();
    }
  }

  @Test
  void mergesWhatSeveralIndexFilesTellOfOnePack() {
    var repository = forgotten();
    try (var opened = repository.open()) {
      var file = opened.list(FileType.INDEX).getFirst();
      var packs = new ArrayList<PackContent>();
      IndexFile.decode(opened.loadUnpacked(FileType.INDEX, file), packs::add);
      opened.saveUnpacked(FileType.INDEX, IndexFile.encode(halves(packs, 0)));
      opened.saveUnpacked(FileType.INDEX, IndexFile.encode(halves(packs, 1)));
      opened.delete(FileType.INDEX, file);
    }

    prune(repository, TIDY);

    assertThat(check(repository).findings()).isEmpty();
  }

  @Test
  void compressesPlainTreesOfARepositoryThatBecameVersion2() {
    var repository = SmallRepository.init(1);
    repository.backup(1, 2, 3);
    upgrade(repository);

    var result = prune(repository, PruneOptions.DEFAULT);

    assertThat(result.repackedPacks()).hasSize(1);
    try (var opened = repository.open()) {
      opened
          .index()
          .forEach(
              blob ->
                  assertThat(blob.entry().isCompressed())
                      .isEqualTo(blob.entry().type() == BlobType.TREE));
    }
    assertThat(check(repository).findings()).isEmpty();
  }

  @Test
  void neverCompressesInVersion1() {
    var repository = SmallRepository.init(1);
    repository.backup(IntStream.range(0, 20).toArray());
    repository.forget(repository.backup(IntStream.range(10, 40).toArray()));

    prune(repository, TIDY);

    assertThat(check(repository).findings()).isEmpty();
  }

  private static SmallRepository forgotten() {
    var repository = SmallRepository.init(2);
    repository.backup(IntStream.range(0, 12).toArray());
    var gone = repository.backup(0, 30, 31, 32, 33, 34, 35, 36, 37, 50, 51, 52);
    repository.backup(1, 31, 50);
    repository.forget(gone);
    return repository;
  }

  private static PruneResult prune(SmallRepository repository, PruneOptions options) {
    try (var opened = repository.open()) {
      return new Pruner(opened, options, PruneListener.NONE, () -> {}).run();
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

  private static CheckResult check(SmallRepository repository) {
    try (var opened = repository.open()) {
      return new Checker(opened, ReadDataSubset.all(), new CheckListener() {}, new Random(1)).run();
    }
  }

  private static void assertHas(Repository repository, int... seeds) {
    for (int seed : seeds) {
      var content = SmallRepository.content(seed);
      assertThat(repository.loadBlob(BlobType.DATA, Id.hash(content))).isEqualTo(content);
    }
  }

  /** Stores a needed blob of a pack that will be repacked once more, in a pack of its own. */
  private static caravan.restic.index.BlobLocation duplicateOneBlobOfARepackedPack(
      SmallRepository repository) {
    var packs = prune(repository, TIDY.asDryRun()).repackedPacks();
    try (var opened = repository.open();
        var uploads = opened.uploads(false);
        var saver = uploads.saver()) {
      var id = Id.hash(SmallRepository.content(31));
      var copy = opened.index().find(BlobType.DATA, id);
      assertThat(packs).contains(copy.packId());
      saver.saveAgain(BlobType.DATA, SmallRepository.content(31));
      uploads.flush();
      return copy;
    }
  }

  private static void damageAllOf(SmallRepository repository, Id pack) {
    try (var opened = repository.open()) {
      opened
          .index()
          .forEach(
              blob -> {
                if (blob.packId().equals(pack)) {
                  repository
                      .memory()
                      .damage(FileHandle.of(FileType.DATA, pack), blob.entry().offset() + 20);
                }
              });
    }
  }

  private static List<PackContent> halves(List<PackContent> packs, int remainder) {
    return packs.stream()
        .map(
            pack ->
                new PackContent(
                    pack.packId(),
                    IntStream.range(0, pack.entries().size())
                        .filter(i -> i % 2 == remainder)
                        .mapToObj(pack.entries()::get)
                        .toList()))
        .filter(pack -> !pack.entries().isEmpty())
        .toList();
  }

  private static void upgrade(SmallRepository repository) {
    try (var opened = repository.open()) {
      var old = opened.config();
      var config = new Config(2, old.id(), old.chunkerPolynomial(), old.chunker()).encode();
      var sealed = new byte[config.length + Sealer.OVERHEAD_BYTES];
      new Sealer(opened.masterKey()).seal(config, 0, config.length, sealed, 0);
      repository.memory().save(FileHandle.CONFIG, ByteBuffer.wrap(sealed));
    }
  }
}
