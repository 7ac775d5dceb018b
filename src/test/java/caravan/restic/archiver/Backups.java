package caravan.restic.archiver;

import caravan.restic.backend.Backend;
import caravan.restic.repository.Repositories;
import caravan.restic.repository.Repository;
import java.nio.file.Path;

/** Opens and runs for the tests of this package. */
final class Backups {
  private Backups() {}

  static Repository open(Backend backend) {
    var repository = Repositories.open(backend);
    repository.loadIndex();
    return repository;
  }

  static BackupResult run(Repository repository, TestOptions options) {
    return new Archiver(repository, options.build(), new BackupListener() {}, () -> {}).run();
  }

  static BackupResult run(Repository repository, Path workingDirectory, String... targets) {
    return run(repository, new TestOptions(workingDirectory, targets));
  }
}
