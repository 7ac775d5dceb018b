package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BackendFailure;
import caravan.restic.BlobType;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FaultyBackend.Operation;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FailingUploadsTest {
  private static final int PACK_BYTES = 64 << 10;
  private final MemoryBackend store = new MemoryBackend(3);
  private final Random random = new Random(11);

  @Test
  void storesNothingInADryRunButCounts() {
    Repositories.init(store, 2);
    var repository = open(store);
    var before = Set.copyOf(store.files().keySet());

    try (var uploads = repository.uploads(true);
        var saver = uploads.saver()) {
      for (int i = 0; i < 10; i++) {
        saver.save(BlobType.DATA, bytes(20_000), 20_000);
      }
      uploads.flush();

      assertThat(uploads.stats().dataBlobs()).isEqualTo(10);
      assertThat(uploads.stats().addedBytes()).isEqualTo(200_000);
      assertThat(uploads.stats().packedBytes()).isGreaterThan(200_000);
    }
    assertThat(store.files().keySet()).isEqualTo(before);
  }

  @Test
  void failsAtOnceAndForGoodWhenAPackCannotBeStored() {
    Repositories.init(store, 2);
    var faulty = new FaultyBackend(store, Fault.ONCE, 1, Operation.SAVE);

    try (var uploads = open(faulty).uploads(false);
        var saver = uploads.saver()) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  saver.save(BlobType.DATA, bytes(PACK_BYTES), PACK_BYTES);
                }
              })
          .isInstanceOf(BackendFailure.class);
      assertThatThrownBy(uploads::flush).isInstanceOf(BackendFailure.class);
    }
    assertThat(open(store).list(FileType.INDEX)).isEmpty();
  }

  @Test
  void wakesEveryoneWhoWaitsWhenTheStoreFails() throws Exception {
    Repositories.init(store, 2);
    var faulty = new FaultyBackend(store, Fault.FROM_THEN_ON, 2, Operation.SAVE);

    try (var uploads = open(faulty).uploads(false);
        var pool = Executors.newFixedThreadPool(8)) {
      var saves = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 8; i++) {
        var type = i % 2 == 0 ? BlobType.DATA : BlobType.TREE;
        var seed = new Random(i);
        saves.add(() -> saveWithoutEnd(uploads, type, seed));
      }
      for (var result : pool.invokeAll(saves)) {
        assertThatThrownBy(result::get)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(BackendFailure.class);
      }
    }
  }

  @Test
  void failsTheFlushWhenAClaimedBlobWasNotStored() {
    Repositories.init(store, 2);
    try (var uploads = open(store).uploads(false);
        var saver = uploads.saver()) {
      // Hashes as an empty array, and cannot be stored.
      assertThatThrownBy(() -> saver.save(null, new byte[0], 0))
          .isInstanceOf(RuntimeException.class);

      assertThatThrownBy(uploads::flush).isInstanceOf(RuntimeException.class);
    }
    assertThat(open(store).list(FileType.INDEX)).isEmpty();
  }

  private static int saveWithoutEnd(Uploads uploads, BlobType type, Random random) {
    try (var saver = uploads.saver()) {
      var content = new byte[20_000];
      while (true) {
        random.nextBytes(content);
        saver.save(type, content, content.length);
      }
    }
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
