package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.RepositoryMissing;
import caravan.restic.ResticException;
import caravan.restic.WrongPassword;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.chunker.Polynomial;
import caravan.restic.crypto.MasterKey;
import caravan.restic.crypto.ScryptParameters;
import caravan.restic.crypto.Sealer;
import caravan.restic.pack.PackEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {
  private static final byte[] JSON = "{\"time\":\"x\"}".getBytes(StandardCharsets.US_ASCII);
  private final MemoryBackend store = new MemoryBackend();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void opensWhatItMade(int version) {
    var made = Repository.init(store, Repositories.options(), version, null);

    var opened = Repositories.open(store);

    assertThat(opened.config()).isEqualTo(made.config());
    assertThat(opened.config().version()).isEqualTo(version);
    assertThat(opened.config().chunkerPolynomial().isIrreducible()).isTrue();
    assertThat(opened.keyId()).isEqualTo(made.keyId());
    assertThat(opened.masterKey().encrypt()).isEqualTo(made.masterKey().encrypt());
  }

  @Test
  void takesTheChunkerPolynomialOfAnother() {
    var polynomial = Polynomial.parse("3da3358b4dc173");

    Repository.init(store, Repositories.options(), 2, polynomial);

    assertThat(Repositories.open(store).config().chunkerPolynomial()).isEqualTo(polynomial);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void refusesToMakeAnUnknownVersion(int version) {
    assertThatThrownBy(() -> Repositories.init(store, version))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("choose 1 or 2");
    assertThat(store.files()).isEmpty();
  }

  @Test
  void neverMakesARepositoryOverAnother() {
    Repositories.init(store, 2);
    var before = List.copyOf(store.files().keySet());

    assertThatThrownBy(() -> Repositories.init(store, 2))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("config file already exists");

    assertThat(store.files().keySet()).containsExactlyElementsOf(before);
  }

  @Test
  void refusesAPlaceThatHasKeysButNoConfig() {
    Repositories.init(store, 2);
    store.delete(FileHandle.CONFIG);

    assertThatThrownBy(() -> Repositories.init(store, 2))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("has keys but no config file")
        .hasMessageContaining("bring the config back");
  }

  @Test
  void leavesNothingOfAnInitThatFailsOrARepositoryThatOpens() {
    var counting = new FaultyBackend(new MemoryBackend(), Fault.ONCE, 0);
    Repositories.init(counting, 2);
    for (int call = 1; call <= counting.calls(); call++) {
      for (var fault : List.of(Fault.ONCE, Fault.ANSWER_LOST)) {
        var place = new MemoryBackend();

        assertThatThrownBy(initAt(place, fault, call)::run, "call %d, %s".formatted(call, fault))
            .isInstanceOf(ResticException.class);

        if (place.files().containsKey("config")) {
          assertThatCode(() -> Repositories.open(place)).doesNotThrowAnyException();
        } else if (fault == Fault.ONCE) {
          assertThat(place.files()).isEmpty();
        }
      }
    }
  }

  @Test
  void givesUpAnInitBesideAnother() {
    var meddled = new MemoryBackend();
    var other = new MemoryBackend();
    Repositories.init(other, 2);
    meddled.onSave(
        handle -> {
          if (handle.type() == FileType.KEYS) {
            other.files().forEach(meddled.files()::putIfAbsent);
          }
        });

    assertThatThrownBy(() -> Repositories.init(meddled, 2))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("somebody else is making a repository");

    assertThat(meddled.files().keySet()).isEqualTo(other.files().keySet());
  }

  @Test
  void saysWhereThereIsNoRepository() {
    assertThatThrownBy(() -> Repositories.open(store))
        .isInstanceOf(RepositoryMissing.class)
        .hasMessageContaining("Is there a repository at the following location?\nmemory");
  }

  @Test
  void saysThatThePasswordIsWrong() {
    Repositories.init(store, 2);

    assertThatThrownBy(() -> Repository.open(store, options("other", null)))
        .isInstanceOf(WrongPassword.class)
        .hasMessage("wrong password or no key found");
  }

  @Test
  void opensWithAnyOfSeveralKeys() {
    var repository = Repositories.init(store, 2);
    var second =
        new KeyRing(store).add(repository.masterKey(), options("second", null), Repositories.QUICK);

    var opened = Repository.open(store, options("second", null));

    assertThat(opened.keyId()).isEqualTo(second);
    assertThat(Repositories.open(store).keyId()).isNotEqualTo(second);
  }

  @Test
  void triesTheHintedKeyFirst() {
    var repository = Repositories.init(store, 2);
    var costly =
        new KeyRing(store)
            .add(repository.masterKey(), Repositories.options(), new ScryptParameters(256, 1, 1));
    var hint = costly.toString().substring(0, 10);

    assertThat(Repository.open(store, options(Repositories.PASSWORD, hint)).keyId())
        .isEqualTo(costly);
    assertThat(Repository.open(store, options(Repositories.PASSWORD, "0123456789")).keyId())
        .isNotEqualTo(costly);
  }

  @Test
  void opensBesideADamagedKeyAndNamesItWhenNoneOpens() {
    Repositories.init(store, 2);
    var damaged = "{\"kdf\":\"other\"}".getBytes(StandardCharsets.US_ASCII);
    store.save(FileHandle.of(FileType.KEYS, Id.hash(damaged)), ByteBuffer.wrap(damaged));

    assertThatCode(() -> Repositories.open(store)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Repository.open(store, options("other", null)))
        .isInstanceOf(WrongPassword.class)
        .hasMessageContaining(Id.hash(damaged) + " is damaged");
  }

  @Test
  void passesOverAKeyOfAnotherRepository() {
    Repositories.init(store, 2);
    new KeyRing(store)
        .add(
            MasterKey.random(new SecureRandom()),
            Repositories.options(),
            new ScryptParameters(64, 1, 1));

    assertThatCode(() -> Repositories.open(store)).doesNotThrowAnyException();
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

  private static Runnable initAt(MemoryBackend place, Fault fault, int call) {
    return () -> Repositories.init(new FaultyBackend(place, fault, call), 2);
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

  private static OpenOptions options(String password, String hint) {
    var defaults = Repositories.options();
    return new OpenOptions(
        Password.of(password),
        null,
        defaults.compression(),
        defaults.packSizeBytes(),
        true,
        hint,
        defaults.lockOwner(),
        defaults.clock(),
        defaults.warnings());
  }
}
