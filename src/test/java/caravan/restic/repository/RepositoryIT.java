package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.components.Restic;
import caravan.restic.Id;
import caravan.restic.RepositoryLocked;
import caravan.restic.WrongPassword;
import caravan.restic.backend.FileType;
import caravan.restic.backend.LocalBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real restic and we open what the other made, and mind each other's locks and cache. */
class RepositoryIT {
  @TempDir private Path folder;
  private Path place;
  private Restic restic;

  @BeforeEach
  void choosePlace() {
    place = folder.resolve("repository");
    restic = Restic.at(place.toString(), Repositories.PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void readsEverythingResticWrote(String version) throws IOException {
    restic.run("init", "--repository-version", version);
    makeFiles("a/b", "a/c", "d");
    restic.in(folder.resolve("source")).run("backup", ".", "--tag", "first");
    restic.in(folder.resolve("source")).run("backup", "a", "--tag", "second");

    var repository = Repositories.open(place);
    var snapshots = repository.snapshots();
    repository.loadIndex();

    assertThat(repository.config().version()).isEqualTo(Integer.parseInt(version));
    assertThat(snapshots)
        .extracting(stored -> stored.snapshot().tags())
        .containsExactly(List.of("first"), List.of("second"));
    assertThat(loadAllBlobs(repository))
        .isEqualTo(restic.run("list", "blobs").text().lines().count());
  }

  @Test
  void opensWithEachOfSeveralKeys() throws IOException {
    restic.run("init");
    var second = Files.writeString(folder.resolve("second"), "other password\n");
    restic.run("key", "add", "--new-password-file", second.toString());

    assertThatCode(() -> Repositories.open(place)).doesNotThrowAnyException();
    assertThatCode(() -> open("other password")).doesNotThrowAnyException();
    assertThatThrownBy(() -> open("other password\n")).isInstanceOf(WrongPassword.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void writesWhatResticReads(int version) {
    Repository.init(new LocalBackend(place), Repositories.options(), version, null).close();
    var snapshot = SmallRun.save(new LocalBackend(place), 1);

    var check = restic.run("check", "--read-data");
    var snapshots = restic.run("snapshots");
    var file = restic.run("dump", "latest", "/file3");

    assertThat(check.text()).contains("no errors were found");
    assertThat(snapshots.text()).contains(snapshot.toShortString()).contains("1 snapshots");
    assertThat(file.output()).isEqualTo(SmallRun.content(1, 3));
    assertThat(place.resolve("locks")).isEmptyDirectory();
  }

  @Test
  void keepsResticOutWithItsExclusiveLock() {
    var repository = Repositories.init(new LocalBackend(place), 2);

    try (var lock = repository.lock(LockMode.EXCLUSIVE, Duration.ZERO)) {
      var refused = restic.tryRun("snapshots");
      var locks = restic.run("list", "locks", "--no-lock");

      assertThat(refused.exitCode()).isEqualTo(11);
      assertThat(refused.errors()).contains("already locked exclusively by PID 4242 on test-host");
      assertThat(locks.text().strip()).isEqualTo(lock.id().toString());
    }
    assertThat(restic.run("snapshots").exitCode()).isZero();
  }

  @Test
  void sharesWithResticAndIsKeptOutByIt() throws IOException {
    var repository = Repositories.init(new LocalBackend(place), 2);
    restic.run("check");
    try (var lock = repository.lock(LockMode.SHARED, Duration.ZERO)) {
      assertThat(restic.run("snapshots").exitCode()).isZero();
      assertThat(restic.tryRun("check").exitCode()).isEqualTo(11);
      assertThat(restic.run("cat", "lock", lock.id().toString()).text())
          .contains("\"hostname\": \"test-host\"", "\"pid\": 4242", "\"exclusive\": false");
    }

    // restic has no verb that stays: its own lock file, kept aside while it ran.
    keepALockOfRestic();
    assertThatThrownBy(() -> repository.lock(LockMode.EXCLUSIVE, Duration.ZERO))
        .isInstanceOf(RepositoryLocked.class)
        .hasMessageContaining("repository is already locked");
    assertThatCode(() -> repository.lock(LockMode.SHARED, Duration.ZERO).close())
        .doesNotThrowAnyException();
  }

  @Test
  void unlocksWhatResticWouldUnlock() throws IOException {
    var repository = Repositories.init(new LocalBackend(place), 2);
    new Locks(repository, Pause.SLEEP, pid -> true).write(LockMode.EXCLUSIVE);

    restic.run("unlock");
    assertThat(repository.list(FileType.LOCKS)).hasSize(1);
    assertThat(repository.locks().removeStale()).isEqualTo(1);

    keepALockOfRestic();
    restic.run("unlock");
    assertThat(repository.list(FileType.LOCKS)).isEmpty();
  }

  @Test
  void sharesResticsCacheFolder() throws IOException {
    var cache = folder.resolve("cache");
    restic.with("RESTIC_CACHE_DIR", cache.toString()).run("init");
    makeFiles("a/b", "a/c", "d");
    restic.in(folder.resolve("source")).run("backup", ".");
    var byRestic = filesBelow(cache);

    var repository =
        Repository.open(new LocalBackend(place), options(Repositories.PASSWORD, cache));
    repository.snapshots();
    repository.loadIndex();
    loadAllBlobs(repository);
    assertThat(filesBelow(cache)).isEqualTo(byRestic);
    deleteCached(cache, repository.config().id());
    repository.snapshots();
    repository.index();
    Repository.open(new LocalBackend(place), options(Repositories.PASSWORD, cache)).loadIndex();
    loadAllBlobs(repository);

    assertThat(filesBelow(cache)).isEqualTo(byRestic);
    assertThat(restic.run("check", "--with-cache").text()).contains("no errors were found");
  }

  private void keepALockOfRestic() throws IOException {
    var process =
        new ProcessBuilder(
                caravan.components.Components.restic().toString(),
                "-r",
                place.toString(),
                "--no-cache",
                "backup",
                "--stdin")
            .redirectErrorStream(true);
    process.environment().put("RESTIC_PASSWORD", Repositories.PASSWORD);
    var running = process.start();
    try {
      // It waits for its input, holding its lock.
      awaitLock();
    } finally {
      running.destroyForcibly();
    }
  }

  private void awaitLock() throws IOException {
    org.awaitility.Awaitility.await()
        .until(
            () -> {
              try (var locks = Files.list(place.resolve("locks"))) {
                return locks.anyMatch(path -> Id.isId(path.getFileName().toString()));
              }
            });
  }

  private void makeFiles(String... paths) throws IOException {
    for (var path : paths) {
      var file = folder.resolve("source").resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content of " + path);
    }
  }

  private Repository open(String password) {
    return Repository.open(new LocalBackend(place), options(password, null));
  }

  private static OpenOptions options(String password, Path cache) {
    var defaults = Repositories.options();
    return new OpenOptions(
        Password.of(password),
        cache,
        defaults.compression(),
        defaults.packSizeBytes(),
        true,
        null,
        defaults.lockOwner(),
        Clock.systemUTC(),
        defaults.warnings());
  }

  private static long loadAllBlobs(Repository repository) {
    var ids = new ArrayList<Id>();
    repository
        .index()
        .forEach(
            location -> {
              var entry = location.entry();
              assertThat(repository.loadBlob(entry.type(), entry.id()))
                  .hasSize(entry.plaintextBytes());
              ids.add(entry.id());
            });
    assertThat(ids).isNotEmpty();
    return ids.size();
  }

  private static TreeSet<String> filesBelow(Path cache) throws IOException {
    try (var files = Files.walk(cache)) {
      var names = new TreeSet<String>();
      files
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(cache.relativize(file).toString()));
      return names;
    }
  }

  private static void deleteCached(Path cache, Id repository) throws IOException {
    try (var files = Files.walk(cache.resolve(repository.toString()))) {
      for (var file : files.filter(path -> Id.isId(path.getFileName().toString())).toList()) {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
  }
}
