package caravan.restic.archiver;

import caravan.restic.backend.Backend;
import caravan.restic.repository.Compression;
import caravan.restic.repository.LockOwner;
import caravan.restic.repository.OpenOptions;
import caravan.restic.repository.Password;
import caravan.restic.repository.Repository;
import java.nio.file.Path;
import java.time.Clock;

/** Repositories and runs for the tests of this package. */
final class Backups {
  static final String PASSWORD = "correct horse";
  static final LockOwner OWNER = new LockOwner("test", "tester", 1, 1000, 1000);

  private Backups() {}

  static Repository init(Backend backend, int version) {
    return Repository.init(backend, openOptions(), version, null);
  }

  static Repository open(Backend backend) {
    var repository = Repository.open(backend, openOptions());
    repository.loadIndex();
    return repository;
  }

  static OpenOptions openOptions() {
    return new OpenOptions(
        Password.of(PASSWORD),
        null,
        Compression.AUTO,
        OpenOptions.DEFAULT_PACK_SIZE_BYTES,
        true,
        null,
        OWNER,
        Clock.systemUTC(),
        warning -> {});
  }

  static BackupResult run(Repository repository, TestOptions options) {
    return new Archiver(repository, options.build(), new BackupListener() {}, () -> {}).run();
  }

  static BackupResult run(Repository repository, Path workingDirectory, String... targets) {
    return run(repository, new TestOptions(workingDirectory, targets));
  }
}
