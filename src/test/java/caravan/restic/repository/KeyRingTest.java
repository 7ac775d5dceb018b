package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.Id;
import caravan.restic.WrongPassword;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.crypto.MasterKey;
import caravan.restic.crypto.ScryptParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private final MemoryBackend store = new MemoryBackend();

  @Test
  void saysThatThePasswordIsWrong() {
    Repositories.init(store, 2);

    assertThatThrownBy(() -> Repository.open(store, options("other", null)))
        .isInstanceOf(WrongPassword.class)
        .hasMessage("wrong password or no key found");
  }

  @Test
  void saysThatThereAreNoKeys() {
    var repository = Repositories.init(store, 2);
    repository.delete(FileType.KEYS, repository.keyId());

    assertThatThrownBy(() -> Repositories.open(store))
        .isInstanceOf(WrongPassword.class)
        .hasMessageStartingWith("wrong password or no key found; memory has a config, but no key");
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
