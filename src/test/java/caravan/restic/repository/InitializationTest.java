package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import caravan.restic.ResticException;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.chunker.Polynomial;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitializationTest {
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

  private static Runnable initAt(MemoryBackend place, Fault fault, int call) {
    return () -> Repositories.init(new FaultyBackend(place, fault, call), 2);
  }
}
