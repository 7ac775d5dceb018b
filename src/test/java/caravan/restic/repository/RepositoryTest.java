package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.RepositoryMissing;
import caravan.restic.ResticException;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.crypto.Sealer;
import caravan.restic.pack.PackEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {
  private static final byte[] JSON = "{\"time\":\"x\"}".getBytes(StandardCharsets.US_ASCII);
  private final MemoryBackend store = new MemoryBackend();

  @Test
  void saysWhereThereIsNoRepository() {
    assertThatThrownBy(() -> Repositories.open(store))
        .isInstanceOf(RepositoryMissing.class)
        .hasMessageContaining("Is there a repository at the following location?\nmemory");
  }

  @Test
  void saysThatTheConfigIsDamaged() {
    Repositories.init(store, 2);
    store.damage(FileHandle.CONFIG, 20);

    assertThatThrownBy(() -> Repositories.open(store))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("config of memory is damaged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\":3,\"id\":\"%s\",\"chunker_polynomial\":\"3da3358b4dc173\"}",
        "{\"version\":2,\"id\":\"%s\",\"chunker_polynomial\":\"3da3358b4dc175\"}",
        "{\"version\":2,\"id\":\"%s\",\"chunker_polynomial\":\"\"}",
        "{\"version\":2}",
        "[]"
      })
  void refusesAConfigItDoesNotUnderstand(String config) {
    var repository = Repositories.init(store, 2);
    putConfig(repository, config.formatted(Id.hash(JSON)));

    assertThatThrownBy(() -> Repositories.open(store)).isInstanceOf(DamagedRepository.class);
  }

  @Test
  void readsButDoesNotWriteWhereFilesAreCutInAnotherWay() {
    var repository = Repositories.init(store, 2);
    putConfig(
        repository,
        "{\"version\":2,\"id\":\"%s\",\"chunker_polynomial\":\"3da3358b4dc173\",\"chunker\":\"FixedSize\"}"
            .formatted(Id.hash(JSON)));
    var opened = Repositories.open(store);

    assertThatThrownBy(() -> opened.uploads(false))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("FixedSize");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void givesBackUnpackedFiles(int version) {
    var repository = Repositories.init(store, version);

    var id = repository.saveUnpacked(FileType.SNAPSHOTS, JSON);

    assertThat(repository.loadUnpacked(FileType.SNAPSHOTS, id)).isEqualTo(JSON);
    assertThat(Id.hash(store.load(FileHandle.of(FileType.SNAPSHOTS, id)))).isEqualTo(id);
  }

  @Test
  void readsUncompressedFilesInVersionTwoAndFramesWithoutTheirSize() {
    var repository = Repositories.init(store, 2);
    var plain = putSealed(repository, JSON);
    // A frame as streaming encoders write it: no content size, one raw block.
    var frame = new byte[1 + 4 + 2 + 3 + JSON.length];
    var out = ByteBuffer.wrap(frame).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 2).putInt(0xFD2FB528).put((byte) 0).put((byte) 0x58);
    int block = JSON.length << 3 | 1;
    out.put((byte) block).put((byte) (block >>> 8)).put((byte) (block >>> 16)).put(JSON);
    var unsized = putSealed(repository, frame);

    assertThat(repository.loadUnpacked(FileType.SNAPSHOTS, plain)).isEqualTo(JSON);
    assertThat(repository.loadUnpacked(FileType.SNAPSHOTS, unsized)).isEqualTo(JSON);
  }

  @Test
  void refusesAFileOfAnUnknownFormat() {
    var repository = Repositories.init(store, 2);
    var id = putSealed(repository, new byte[] {3, 1, 2});

    assertThatThrownBy(() -> repository.loadUnpacked(FileType.SNAPSHOTS, id))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("not supported encoding format");
  }

  @Test
  void namesADamagedFileAndItsPlace() {
    var repository = Repositories.init(store, 2);
    var id = repository.saveUnpacked(FileType.INDEX, JSON);
    store.damage(FileHandle.of(FileType.INDEX, id), 30);

    assertThatThrownBy(() -> repository.loadUnpacked(FileType.INDEX, id))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("index/" + id)
        .hasMessageContaining("memory");
  }

  @Test
  void triesEveryCopyOfABlob() {
    var repository = Repositories.init(store, 2);
    var content = "some content".getBytes(StandardCharsets.US_ASCII);
    var id = saveBlob(repository, content);
    var first = repository.index().find(BlobType.DATA, id);
    try (var uploads = repository.uploads(false);
        var saver = uploads.saver()) {
      saver.saveAgain(BlobType.DATA, content);
      uploads.flush();
    }
    var packs = repository.list(FileType.DATA);
    assertThat(packs).hasSize(2);

    store.damage(FileHandle.of(FileType.DATA, first.packId()), 20);

    assertThat(repository.loadBlob(BlobType.DATA, id)).isEqualTo(content);
    packs.forEach(pack -> store.delete(FileHandle.of(FileType.DATA, pack)));
    assertThatThrownBy(() -> repository.loadBlob(BlobType.DATA, id))
        .isInstanceOf(ResticException.class)
        .hasMessageContaining(first.packId().toString());
  }

  @Test
  void namesABlobThatIsNotInTheIndex() {
    var repository = Repositories.init(store, 2);

    assertThatThrownBy(() -> repository.loadBlob(BlobType.TREE, Id.hash(JSON)))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("tree blob " + Id.hash(JSON));
  }

  @Test
  void refusesABlobWhoseIndexEntryLies() {
    var repository = Repositories.init(store, 2);
    var id = saveBlob(repository, new byte[100_000]);
    var there = repository.index().find(BlobType.DATA, id);
    var other = Repositories.open(store);
    var entry = there.entry();
    other
        .index()
        .add(
            there.packId(),
            new PackEntry(
                BlobType.DATA, id, entry.offset(), entry.lengthBytes(), Integer.MAX_VALUE));

    assertThatThrownBy(() -> other.loadBlob(BlobType.DATA, id))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining(id.toString());
  }

  @Test
  void refusesCompressedBlobsInVersionOne() {
    var repository = Repositories.init(store, 1);
    repository.saveUnpacked(
        FileType.INDEX,
        """
        {"packs":[{"id":"%1$s","blobs":[{"id":"%1$s","type":"data","offset":0,"length":50,"uncompressed_length":60}]}]}
        """
            .formatted(Id.hash(JSON))
            .getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(repository::loadIndex)
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("version 1");
  }

  private static Id saveBlob(Repository repository, byte[] content) {
    try (var uploads = repository.uploads(false);
        var saver = uploads.saver()) {
      var saved = saver.save(BlobType.DATA, content, content.length);
      uploads.flush();
      return saved.id();
    }
  }

  private void putConfig(Repository repository, String config) {
    var sealed = seal(repository, config.getBytes(StandardCharsets.US_ASCII));
    store.save(FileHandle.CONFIG, ByteBuffer.wrap(sealed));
  }

  private Id putSealed(Repository repository, byte[] content) {
    var sealed = seal(repository, content);
    var id = Id.hash(sealed);
    store.save(FileHandle.of(FileType.SNAPSHOTS, id), ByteBuffer.wrap(sealed));
    return id;
  }

  private static byte[] seal(Repository repository, byte[] content) {
    var sealed = new byte[content.length + Sealer.OVERHEAD_BYTES];
    new Sealer(repository.masterKey()).seal(content, 0, content.length, sealed, 0);
    return sealed;
  }
}
