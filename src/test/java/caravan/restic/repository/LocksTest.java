package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BackendFailure;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.RepositoryLocked;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FaultyBackend.Operation;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocksTest {
  private static final LockOwner SELF = new LockOwner("here", "me", 100, 1000, 1000);
  private static final LockOwner OTHER = new LockOwner("there", "other", 7, 0, 0);
  private final MemoryBackend store = new MemoryBackend();
  private final TestClock clock = new TestClock();
  private final List<String> warnings = new ArrayList<>();
  private Set<Long> livePids = Set.of();

  @BeforeEach
  void makeRepository() {
    Repositories.init(store, 2).close();
  }

  @Test
  void letsManyShareAndNobodyBesideTheExclusive() {
    try (var first = shared(SELF);
        var second = shared(OTHER)) {
      assertThat(lockIds()).containsExactlyInAnyOrder(first.id(), second.id());
      assertThatThrownBy(() -> locks(SELF).acquire(LockMode.EXCLUSIVE, Duration.ZERO))
          .isInstanceOf(RepositoryLocked.class);
    }
    try (var exclusive = locks(OTHER).acquire(LockMode.EXCLUSIVE, Duration.ZERO)) {
      assertThatThrownBy(() -> shared(SELF)).isInstanceOf(RepositoryLocked.class);
      assertThat(lockIds()).containsExactly(exclusive.id());
    }
    assertThat(lockIds()).isEmpty();
  }

  @Test
  void saysWhoIsInTheWayInResticsWords() {
    var held = locks(OTHER).acquire(LockMode.EXCLUSIVE, Duration.ZERO);
    clock.forward(Duration.ofSeconds(3661));

    assertThatThrownBy(() -> shared(SELF))
        .hasMessage(
            """
            unable to create lock in backend: repository is already locked exclusively by PID 7 on there by other (UID 0, GID 0)
            lock was created at 2026-05-06 07:08:09 (1h1m1.2s ago)
            storage ID %s
            the `unlock` command can be used to remove stale locks"""
                .formatted(held.id().toShortString()));
  }

  @Test
  void looksAgainAfterItsOwnLockIsThere() {
    clock.duringPause(
        () -> {
          clock.duringPause(() -> {});
          write(OTHER, LockMode.EXCLUSIVE);
        });

    assertThatThrownBy(() -> shared(SELF)).isInstanceOf(RepositoryLocked.class);

    assertThat(clock.pauses()).containsExactly(Duration.ofMillis(200));
    assertThat(lockIds()).hasSize(1);
  }

  @Test
  void waitsEverLongerForALockUntilTheTimeIsUp() {
    write(OTHER, LockMode.EXCLUSIVE);

    assertThatThrownBy(() -> locks(SELF).acquire(LockMode.SHARED, Duration.ofMinutes(3)))
        .isInstanceOf(RepositoryLocked.class);

    assertThat(clock.pauses().stream().map(Duration::toSeconds))
        .containsExactly(5L, 10L, 20L, 40L, 60L, 45L);
    assertThat(warnings).containsExactly("repo already locked, waiting up to 3m0s for the lock");
  }

  @Test
  void takesTheLockAsSoonAsItIsFree() {
    var other = write(OTHER, LockMode.EXCLUSIVE);
    clock.duringPause(() -> locks(OTHER).remove(other));

    try (var lock = locks(SELF).acquire(LockMode.EXCLUSIVE, Duration.ofMinutes(1))) {
      assertThat(lockIds()).containsExactly(lock.id());
    }
  }

  @Test
  void looksThreeMoreTimesAtALockThatCannotBeRead() {
    var id = putUnreadable();

    assertThatThrownBy(() -> shared(SELF))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("invalid lock file")
        .hasMessageContaining(id.toString())
        .hasMessageContaining("unlock --remove-all");
    assertThat(clock.pauses().stream().map(Duration::toSeconds)).containsExactly(5L, 10L, 20L);
  }

  @Test
  void doesNotMindAnEmptyLockFile() {
    store.save(FileHandle.of(FileType.LOCKS, Id.hash(new byte[0])), ByteBuffer.allocate(0));

    assertThatCode(() -> locks(SELF).acquire(LockMode.EXCLUSIVE, Duration.ZERO).close())
        .doesNotThrowAnyException();
  }

  @Test
  void replacesItsFileWhenItRefreshes() {
    try (var lock = (HeldLock) shared(SELF)) {
      var first = lock.id();
      clock.forward(Duration.ofMinutes(5));

      lock.refresh();

      assertThat(lockIds()).containsExactly(lock.id()).doesNotContain(first);
      clock.forward(Duration.ofMinutes(20));
      assertThatCode(lock::ensureHeld).doesNotThrowAnyException();
    }
    assertThat(lockIds()).isEmpty();
  }

  @Test
  void isLostWhenNotRefreshedAndTakenAway() {
    try (var lock = shared(SELF)) {
      store.delete(FileHandle.of(FileType.LOCKS, lock.id()));
      clock.forward(Duration.ofMinutes(23));

      assertThatThrownBy(lock::ensureHeld)
          .isInstanceOf(BackendFailure.class)
          .hasMessageContaining("failed to refresh lock in time");
      assertThatThrownBy(lock::ensureHeld).isInstanceOf(BackendFailure.class);
      assertThat(lockIds()).isEmpty();
    }
  }

  @Test
  void isSavedAfterASleepWhenItsFileIsStillThere() {
    try (var lock = shared(SELF)) {
      var first = lock.id();
      clock.forward(Duration.ofHours(8));

      lock.ensureHeld();

      assertThat(lockIds()).containsExactly(lock.id()).doesNotContain(first);
    }
  }

  @Test
  void isLostWhenItsFileGoesDuringTheLateRefresh() {
    try (var lock = shared(SELF)) {
      clock.forward(Duration.ofHours(8));
      clock.duringPause(() -> store.delete(FileHandle.of(FileType.LOCKS, lock.id())));

      assertThatThrownBy(lock::ensureHeld).isInstanceOf(BackendFailure.class);

      assertThat(lockIds()).isEmpty();
    }
  }

  @Test
  void leavesNoFileBehindWhenTheStoreDidNotAnswer() {
    var faulty = new FaultyBackend(store, Fault.ONCE, 1, Operation.DELETE);
    var lock = (HeldLock) locks(faulty, SELF).acquire(LockMode.SHARED, Duration.ZERO);

    lock.refresh();

    assertThat(lockIds()).hasSize(2);
    lock.close();
    assertThat(lockIds()).isEmpty();
  }

  @Test
  void warnsWhenItsFileCannotBeRemoved() {
    var faulty = new FaultyBackend(store, Fault.FROM_THEN_ON, 1, Operation.DELETE);

    locks(faulty, SELF).acquire(LockMode.SHARED, Duration.ZERO).close();

    assertThat(warnings).singleElement().asString().contains("could not be removed: run unlock");
  }

  @Test
  void givesBackWhatItHasWrittenAlsoWhenItIsInterrupted() {
    clock.duringPause(
        () -> {
          clock.duringPause(() -> {});
          write(OTHER, LockMode.EXCLUSIVE);
          Thread.currentThread().interrupt();
        });

    assertThatThrownBy(() -> shared(SELF)).isInstanceOf(RuntimeException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(warnings).isEmpty();
    assertThat(lockIds()).hasSize(1);
  }

  @Test
  void removesOnlyWhatIsStale() {
    livePids = Set.of(11L);
    write(OTHER, LockMode.EXCLUSIVE);
    clock.forward(Duration.ofMinutes(25));
    var young = write(OTHER, LockMode.SHARED);
    clock.forward(Duration.ofMinutes(6));
    var alive = write(new LockOwner("here", "me", 11, 0, 0), LockMode.SHARED);
    write(new LockOwner("here", "me", 12, 0, 0), LockMode.SHARED);
    var unreadable = putUnreadable();

    int removed = locks(SELF).removeStale();

    assertThat(removed).isEqualTo(2);
    assertThat(lockIds()).containsExactlyInAnyOrder(young, alive, unreadable);
  }

  @Test
  void removesOneLockByItsId() {
    var gone = write(OTHER, LockMode.SHARED);
    var left = write(SELF, LockMode.SHARED);

    locks(SELF).remove(gone);

    assertThat(locks(SELF).all()).extracting(Locks.Found::id).containsExactly(left);
  }

  @Test
  void removesAllWhenToldSo() {
    write(OTHER, LockMode.SHARED);
    putUnreadable();

    assertThat(locks(SELF).removeAll()).isEqualTo(2);
    assertThat(lockIds()).isEmpty();
  }

  @Test
  void keepsTheOwnersNumbersAsTheyAre() {
    var owner = new LockOwner("host", "", 1, -2, 65_534);
    write(owner, LockMode.EXCLUSIVE);

    var found = locks(SELF).all().getFirst().lock();

    assertThat(found.owner()).isEqualTo(owner);
    assertThat(found.exclusive()).isTrue();
    assertThat(found.time().toInstant()).isEqualTo(clock.instant());
  }

  private RepositoryLock shared(LockOwner owner) {
    return locks(owner).acquire(LockMode.SHARED, Duration.ZERO);
  }

  private Id write(LockOwner owner, LockMode mode) {
    return locks(owner).write(mode);
  }

  private Id putUnreadable() {
    var content = new byte[100];
    var id = Id.hash(content);
    store.save(FileHandle.of(FileType.LOCKS, id), ByteBuffer.wrap(content));
    return id;
  }

  private List<Id> lockIds() {
    var ids = new ArrayList<Id>();
    store.list(FileType.LOCKS, file -> ids.add(Id.parse(file.name())));
    return ids;
  }

  private Locks locks(LockOwner owner) {
    return locks(store, owner);
  }

  private Locks locks(Backend backend, LockOwner owner) {
    var defaults = Repositories.options();
    var options =
        new OpenOptions(
            defaults.password(),
            null,
            defaults.compression(),
            defaults.packSizeBytes(),
            true,
            null,
            owner,
            clock,
            warnings::add);
    return new Locks(Repository.open(backend, options), clock, pid -> livePids.contains(pid));
  }
}
