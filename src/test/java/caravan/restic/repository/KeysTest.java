package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BackendFailure;
import caravan.restic.InvalidInput;
import caravan.restic.ResticException;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FaultyBackend.Operation;
import caravan.restic.backend.MemoryBackend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody can open the repository whatever becomes of a change of keys. */
class KeysTest {
  private static final Password NEW = Password.of("new secret");
  private final MemoryBackend before = new MemoryBackend(1);

  @BeforeEach
  void makeARepository() {
    Repositories.init(before, 2).close();
  }

  @Test
  void aChangedPasswordOpensAndTheOldOneDoesNot() {
    changePassword(before);

    try (var opened = Repository.open(before, Repositories.options().with(NEW, owner()))) {
      assertThat(opened.keys().ids()).containsExactly(opened.keyId());
      assertThat(opened.keys().load(opened.keyId()).file().username()).isEqualTo("tester");
    }
    assertThat(opens(before, Password.of(Repositories.PASSWORD))).isFalse();
  }

  @Test
  void theKeyInUseStays() {
    try (var opened = Repositories.open(before)) {
      assertThatThrownBy(() -> opened.keys().remove(opened.keyId()))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("refusing to remove key currently used");
    }
    assertThat(opens(before, Password.of(Repositories.PASSWORD))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void oneOfThePasswordsOpensWhereverAChangeEnds(Fault fault) {
    for (int call = 1; call <= 3; call++) {
      var store = new MemoryBackend(1);
      store.files().putAll(before.files());
      var faulty =
          new FaultyBackend(
              store, fault, call, Operation.SAVE, Operation.DELETE, Operation.LOAD, Operation.LIST);

      try {
        changePassword(faulty);
      } catch (ResticException e) {
        assertThat(e).isInstanceOf(BackendFailure.class);
      }

      assertThat(opens(store, Password.of(Repositories.PASSWORD)) || opens(store, NEW))
          .as("%s at call %d", fault, call)
          .isTrue();
    }
  }

  @Test
  void theOldKeyStaysWhenTheLockIsLost() {
    try (var opened = Repositories.open(before)) {
      Runnable lost =
          () -> {
            throw new BackendFailure("lost");
          };

      assertThatThrownBy(() -> opened.keys().replace(NEW, owner(), lost)).hasMessage("lost");
    }
    assertThat(opens(before, Password.of(Repositories.PASSWORD))).isTrue();
  }

  private static void changePassword(Backend backend) {
    var opened = Repository.open(backend, Repositories.options());
    opened.keys().replace(NEW, owner(), () -> {});
  }

  private static LockOwner owner() {
    return Repositories.options().lockOwner();
  }

  private static boolean opens(Backend backend, Password password) {
    try {
      Repository.open(backend, Repositories.options().with(password, owner()));
      return true;
    } catch (ResticException e) {
      return false;
    }
  }
}
