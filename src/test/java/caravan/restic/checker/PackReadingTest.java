package caravan.restic.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.pack.PackEntry;
import caravan.restic.repository.Repositories;
import caravan.restic.repository.Repository;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackReadingTest {
  private static final int BLOBS = 10;
  private static final int BLOB_BYTES = 3_000;
  private final MemoryBackend memory = new MemoryBackend();
  private Repository repository;
  private Id pack;
  private FileHandle handle;
  private final List<PackEntry> entries = new ArrayList<>();

  @BeforeEach
  void storeOnePack() {
    repository = Repositories.init(memory, 2);
    try (var uploads = repository.uploads(false)) {
      try (var saver = uploads.saver()) {
        for (int seed = 0; seed < BLOBS; seed++) {
          var content = new byte[BLOB_BYTES];
          new Random(seed).nextBytes(content);
          saver.save(BlobType.DATA, content, content.length);
        }
      }
      uploads.flush();
    }
    repository = Repositories.open(memory);
    repository.loadIndex();
    pack = repository.index().packs().iterator().next();
    handle = FileHandle.of(FileType.DATA, pack);
    repository.index().forEach(location -> entries.add(location.entry()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2_000, 7_000, 20_000, 1 << 20})
  void aWholePackIsFineInPiecesOfAnySize(int pieceBytes) {
    assertThatCode(() -> verify(pieceBytes)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7_000, 1 << 20})
  void everyTurnedBitIsFound(int pieceBytes) {
    int size = (int) memory.size(handle);
    for (int at = 0; at < size; at += 97) {
      memory.damage(handle, at);

      assertThatThrownBy(() -> verify(pieceBytes))
          .as("bit at %d", at)
          .isInstanceOf(DamagedRepository.class);

      memory.damage(handle, at);
    }
  }

  @Test
  void namesTheBlobThatIsDamaged() {
    memory.damage(handle, 0);

    assertThatThrownBy(() -> verify(1 << 20))
        .hasMessageStartingWith("its content has another hash (blob ")
        .hasMessageEndingWith("ciphertext verification failed)");
  }

  @Test
  void aHeaderThatDiffersFromTheIndexIsFound() {
    var first = entries.removeFirst();
    var other = Id.hash(new byte[1]);
    entries.addFirst(
        new PackEntry(
            first.type(), other, first.offset(), first.lengthBytes(), first.uncompressedBytes()));

    assertThatThrownBy(() -> verify(1 << 20))
        .hasMessage("its header does not list the blobs that the index has");
  }

  @Test
  void aStoreThatFailsMakesNoPackABrokenOne() {
    var size = memory.size(handle);
    memory.delete(handle);

    var result = dataCheck(size);

    assertThat(result.errors()).isEqualTo(1);
    assertThat(result.brokenPacks()).isEmpty();
  }

  @Test
  void damageThatStaysMakesABrokenPack() {
    memory.damage(handle, 5);

    assertThat(dataCheck(memory.size(handle)).brokenPacks()).containsExactly(pack);
  }

  @Test
  void damageOnTheWayIsForgivenOnce() {
    memory.damage(handle, 5);
    repository.close();
    repository = Repositories.open(mendedAfterTheFirstLoad());
    repository.loadIndex();

    assertThat(dataCheck(memory.size(handle)).findings()).isEmpty();
  }

  private Backend mendedAfterTheFirstLoad() {
    return (Backend)
        Proxy.newProxyInstance(
            Backend.class.getClassLoader(),
            new Class<?>[] {Backend.class},
            (proxy, method, arguments) -> {
              var result = method.invoke(memory, arguments);
              if (method.getName().equals("load") && arguments[0].equals(handle)) {
                memory.damage(handle, 5);
              }
              return result;
            });
  }

  private void verify(int pieceBytes) {
    try (var codec = repository.codec()) {
      new PackReading(repository, codec, new StoredPack(pack, memory.size(handle)), pieceBytes)
          .verify(IndexedPack.of(entries));
    }
  }

  private CheckResult dataCheck(long size) {
    var findings = new Findings(new CheckListener() {});
    new DataCheck(
            repository, Map.of(pack, IndexedPack.of(entries)), findings, new CheckListener() {})
        .run(Map.of(pack, size));
    return findings.result();
  }
}
