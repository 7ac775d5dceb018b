package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.index.BlobLocation;
import caravan.restic.pack.PackHeader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UploadsTest {
  private static final int PACK_BYTES = 64 << 10;
  private final MemoryBackend store = new MemoryBackend(3);
  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void storesBlobsThatAnotherRunFinds(int version) {
    Repositories.init(store, version);
    var contents = List.of(new byte[0], new byte[1], new byte[200_000], bytes(200_000), bytes(3));

    var ids = saveAll(open(store), contents);

    var reader = open(store);
    for (int i = 0; i < contents.size(); i++) {
      assertThat(reader.loadBlob(BlobType.DATA, ids.get(i))).isEqualTo(contents.get(i));
    }
    assertThat(ids.get(1)).isEqualTo(Id.hash(new byte[1]));
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void compressesAsAsked(Compression compression) {
    Repositories.init(store, 2);
    var tree = "{\"nodes\":[]}\n".repeat(100).getBytes();
    var repository = open(store, compression, Clock.systemUTC());

    try (var uploads = repository.uploads(false);
        var saver = uploads.saver()) {
      var data = saver.save(BlobType.DATA, new byte[50_000], 50_000);
      var nothing = saver.save(BlobType.DATA, new byte[0], 0);
      var asTree = saver.save(BlobType.TREE, tree, tree.length);
      uploads.flush();

      assertThat(entry(repository, BlobType.DATA, data).isCompressed())
          .isEqualTo(compression != Compression.OFF);
      assertThat(entry(repository, BlobType.DATA, nothing).isCompressed()).isFalse();
      assertThat(entry(repository, BlobType.TREE, asTree).isCompressed()).isTrue();
    }
  }

  @Test
  void neverCompressesInVersionOne() {
    Repositories.init(store, 1);
    var repository = open(store, Compression.MAX, Clock.systemUTC());

    var id = saveAll(repository, List.of(new byte[50_000])).getFirst();

    assertThat(repository.index().find(BlobType.DATA, id).entry().isCompressed()).isFalse();
  }

  @Test
  void storesABlobOnceThoughManyThreadsSaveIt() throws Exception {
    Repositories.init(store, 2);
    var contents = IntStream.range(0, 50).mapToObj(number -> bytes(5_000)).toList();
    var repository = open(store);

    try (var uploads = repository.uploads(false);
        var pool = Executors.newFixedThreadPool(6)) {
      List<Callable<Integer>> savers =
          IntStream.range(0, 6)
              .<Callable<Integer>>mapToObj(thread -> () -> saveNew(uploads, contents))
              .toList();
      int added = 0;
      for (var result : pool.invokeAll(savers)) {
        added += result.get();
      }
      uploads.flush();

      assertThat(added).isEqualTo(50);
      assertThat(uploads.stats().dataBlobs()).isEqualTo(50);
      assertThat(uploads.stats().addedBytes()).isEqualTo(50 * 5_000);
    }
    assertThat(open(store).index().size()).isEqualTo(50);
  }

  @Test
  void knowsWhatAnEarlierRunStored() {
    Repositories.init(store, 2);
    var content = bytes(1_000);
    saveAll(open(store), List.of(content));
    int files = store.files().size();

    try (var uploads = open(store).uploads(false);
        var saver = uploads.saver()) {
      var saved = saver.save(BlobType.DATA, content, content.length);
      uploads.flush();

      assertThat(saved.isNew()).isFalse();
      assertThat(saved.storedBytes()).isZero();
    }
    assertThat(store.files()).hasSize(files);
  }

  @Test
  void fillsPacksAndKeepsTheKindsApart() {
    Repositories.init(store, 2);
    var repository = open(store);
    try (var uploads = repository.uploads(false);
        var saver = uploads.saver()) {
      for (int i = 0; i < 20; i++) {
        saver.save(BlobType.DATA, bytes(10_000), 10_000);
        saver.save(BlobType.TREE, bytes(1_000), 1_000);
      }
      uploads.flush();
    }

    var packs = packs(repository);
    assertThat(packs).hasSize(4);
    for (var pack : packs) {
      var blobs = blobsIn(repository, pack);
      assertThat(blobs.stream().map(blob -> blob.entry().type()).distinct()).hasSize(1);
      assertThat(store.size(FileHandle.of(FileType.DATA, pack)))
          .isEqualTo(PackHeader.packBytes(blobs.stream().map(BlobLocation::entry).toList()));
    }
  }

  @Test
  void putsAllBlobsOfARunIntoOneIndexFile() {
    Repositories.init(store, 2);

    saveAll(open(store), IntStream.range(0, 30).mapToObj(number -> bytes(10_000)).toList());

    assertThat(open(store).list(FileType.INDEX)).hasSize(1);
  }

  @Test
  void writesAnIndexWhenTheOldestPackHasWaitedLong() {
    Repositories.init(store, 2);
    var clock = new TestClock();
    var repository = open(store, Compression.AUTO, clock);
    try (var uploads = repository.uploads(false);
        var saver = uploads.saver()) {
      saver.save(BlobType.DATA, bytes(70_000), 70_000);
      uploads.flush();
      assertThat(repository.list(FileType.INDEX)).hasSize(1);
      store.onSave(handle -> clock.forward(Duration.ofMinutes(6)));
      for (int i = 0; i < 3; i++) {
        saver.save(BlobType.DATA, bytes(70_000), 70_000);
      }
      uploads.flush();
    }

    assertThat(repository.list(FileType.INDEX)).hasSizeGreaterThanOrEqualTo(2);
    assertThat(open(store).index().size()).isEqualTo(4);
  }

  @Test
  void copiesSealedBlobsAsTheyAre() {
    Repositories.init(store, 2);
    var repository = open(store);
    var content = bytes(30_000);
    var id = saveAll(repository, List.of(content)).getFirst();
    var old = repository.index().find(BlobType.DATA, id);
    var handle = FileHandle.of(FileType.DATA, old.packId());
    var entry = old.entry();
    var sealed = store.load(handle, entry.offset(), entry.lengthBytes());

    try (var uploads = repository.uploads(false);
        var saver = uploads.saver()) {
      saver.saveSealed(entry, sealed);
      saver.save(BlobType.DATA, bytes(10), 10);
      uploads.flush();
    }
    store.delete(handle);

    assertThat(open(store).loadBlob(BlobType.DATA, id)).isEqualTo(content);
  }

  private int saveNew(Uploads uploads, List<byte[]> contents) {
    int added = 0;
    try (var saver = uploads.saver()) {
      for (var content : contents) {
        added += saver.save(BlobType.DATA, content, content.length).isNew() ? 1 : 0;
      }
    }
    return added;
  }

  private static List<Id> saveAll(Repository repository, List<byte[]> contents) {
    try (var uploads = repository.uploads(false);
        var saver = uploads.saver()) {
      var ids = new ArrayList<Id>();
      for (var content : contents) {
        // A longer buffer than the blob, as a reader of files has it.
        var buffer = Arrays.copyOf(content, content.length + 7);
        ids.add(saver.save(BlobType.DATA, buffer, content.length).id());
      }
      uploads.flush();
      return ids;
    }
  }

  private static caravan.restic.pack.PackEntry entry(
      Repository repository, BlobType type, BlobSaver.Saved saved) {
    return repository.index().find(type, saved.id()).entry();
  }

  private static Set<Id> packs(Repository repository) {
    return new HashSet<>(repository.list(FileType.DATA));
  }

  private static List<BlobLocation> blobsIn(Repository repository, Id pack) {
    var blobs = new ArrayList<BlobLocation>();
    repository
        .index()
        .forEach(
            blob -> {
              if (blob.packId().equals(pack)) {
                blobs.add(blob);
              }
            });
    return blobs;
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Repository open(Backend backend) {
    return open(backend, Compression.AUTO, Clock.systemUTC());
  }

  private static Repository open(Backend backend, Compression compression, Clock clock) {
    var defaults = Repositories.options();
    var options =
        new OpenOptions(
            defaults.password(),
            null,
            compression,
            PACK_BYTES,
            true,
            null,
            defaults.lockOwner(),
            clock,
            defaults.warnings());
    var repository = Repository.open(backend, options);
    repository.loadIndex();
    return repository;
  }
}
