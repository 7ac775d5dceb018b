package caravan.restic.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.crypto.Sealer;
import caravan.restic.index.IndexFile;
import caravan.restic.pack.PackContent;
import caravan.restic.repository.Config;
import caravan.restic.repository.Repository;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrunerTest {
  private static final PruneOptions TIDY = PruneOptions.DEFAULT.withMaxUnused("0");

  @Test
  void keepsWhatSnapshotsNeedAndNothingElse() {
    var repository = SmallRepository.init(2);
    repository.backup(IntStream.range(0, 20).toArray());
    var gone = repository.backup(IntStream.range(10, 40).toArray());
    repository.backup(IntStream.range(15, 23).toArray());
    repository.forget(gone);

    var result = repository.prune(TIDY);

    assertThat(result.changed()).isTrue();
    assertThat(result.repackedPacks()).isNotEmpty();
    assertThat(result.removedPacks()).isNotEmpty();
    try (var opened = repository.open()) {
      assertThat(opened.index().size()).isEqualTo(23 + 4);
      assertHas(opened, IntStream.range(0, 23).toArray());
      assertThat(opened.list(FileType.INDEX)).hasSize(1);
      assertThat(opened.list(FileType.DATA)).hasSameElementsAs(opened.index().packs());
    }
    assertThat(repository.check().findings()).isEmpty();
  }

  @Test
  void findsNothingToDoTheSecondTime() {
    var repository = SmallRepository.forgotten();
    repository.prune(TIDY);
    var before = new TreeMap<>(repository.memory().files());

    var result = repository.prune(TIDY);

    assertThat(result.changed()).isFalse();
    assertThat(repository.memory().files()).isEqualTo(before);
  }

  @Test
  void emptiesARepositoryWithoutSnapshots() {
    var repository = SmallRepository.init(2);
    repository.forget(repository.backup(1, 2, 3));

    repository.prune(TIDY);

    assertThat(repository.memory().files().keySet())
        .noneMatch(path -> path.startsWith("data/") || path.startsWith("index/"));
  }

  @Test
  void onlyPlansInADryRun() {
    var repository = SmallRepository.forgotten();
    var before = new TreeMap<>(repository.memory().files());

    var result = repository.prune(TIDY.asDryRun());

    assertThat(result.changed()).isFalse();
    assertThat(result.stats().blobs().removeTotal()).isPositive();
    assertThat(repository.memory().files()).isEqualTo(before);
  }

  @Test
  void takesSnapshotsAsGoneOnlyInADryRun() {
    var repository = SmallRepository.init(2);
    var snapshot = repository.backup(1, 2, 3);
    var options = new PruneOptions("0", Long.MAX_VALUE, false, false, 0, Set.of(snapshot), true);

    assertThat(repository.prune(options).stats().blobs().used()).isZero();
    assertThatThrownBy(
            () ->
                repository.prune(
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

    assertThatThrownBy(() -> repository.prune(TIDY))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("index is not complete")
        .hasMessageContaining("Nothing was changed");
    assertThat(repository.memory().files()).isEqualTo(before);
  }

  @Test
  void takesAnotherCopyOfADamagedBlob() {
    var repository = SmallRepository.forgotten();
    var damaged = duplicateOneBlobOfARepackedPack(repository);
    repository
        .memory()
        .damage(FileHandle.of(FileType.DATA, damaged.packId()), damaged.entry().offset() + 20);

    repository.prune(TIDY);

    assertThat(repository.check().findings()).isEmpty();
  }

  @Test
  void stopsAtADamagedBlobThatHasNoOtherCopy() {
    var repository = SmallRepository.forgotten();
    var pack = repository.prune(TIDY.asDryRun()).repackedPacks().iterator().next();
    damageAllOf(repository, pack);
    var before = Set.copyOf(repository.memory().files().keySet());

    assertThatThrownBy(() -> repository.prune(TIDY))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("nothing was deleted");
    assertThat(repository.memory().files().keySet()).containsAll(before);
  }

  @Test
  void mergesWhatSeveralIndexFilesTellOfOnePack() {
    var repository = SmallRepository.forgotten();
    try (var opened = repository.open()) {
      var file = opened.list(FileType.INDEX).getFirst();
      var packs = new ArrayList<PackContent>();
      IndexFile.decode(opened.loadUnpacked(FileType.INDEX, file), packs::add);
      opened.saveUnpacked(FileType.INDEX, IndexFile.encode(halves(packs, 0)));
      opened.saveUnpacked(FileType.INDEX, IndexFile.encode(halves(packs, 1)));
      opened.delete(FileType.INDEX, file);
    }

    repository.prune(TIDY);

    assertThat(repository.check().findings()).isEmpty();
  }

  @Test
  void compressesPlainTreesOfARepositoryThatBecameVersion2() {
    var repository = SmallRepository.init(1);
    repository.backup(1, 2, 3);
    upgrade(repository);

    var result = repository.prune(PruneOptions.DEFAULT);

    assertThat(result.repackedPacks()).hasSize(1);
    try (var opened = repository.open()) {
      opened
          .index()
          .forEach(
              blob ->
                  assertThat(blob.entry().isCompressed())
                      .isEqualTo(blob.entry().type() == BlobType.TREE));
    }
    assertThat(repository.check().findings()).isEmpty();
  }

  @Test
  void neverCompressesInVersion1() {
    var repository = SmallRepository.init(1);
    repository.backup(IntStream.range(0, 20).toArray());
    repository.forget(repository.backup(IntStream.range(10, 40).toArray()));

    repository.prune(TIDY);

    assertThat(repository.check().findings()).isEmpty();
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
    var packs = repository.prune(TIDY.asDryRun()).repackedPacks();
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
