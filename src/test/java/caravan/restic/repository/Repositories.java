package caravan.restic.repository;

import caravan.restic.Id;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileType;
import caravan.restic.backend.LocalBackend;
import caravan.restic.crypto.ScryptParameters;
import caravan.restic.snapshot.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** Opens repositories for tests: password {@code secret}, no cache, every blob verified. */
public final class Repositories {
  public static final String PASSWORD = "secret";
  static final ScryptParameters QUICK = new ScryptParameters(128, 1, 1);

  private Repositories() {}

  public static OpenOptions options() {
    return new OpenOptions(
        Password.of(PASSWORD),
        null,
        Compression.AUTO,
        OpenOptions.DEFAULT_PACK_SIZE_BYTES,
        true,
        null,
        new LockOwner("test-host", "tester", 4242, 1000, 1000),
        Clock.systemUTC(),
        warning -> {});
  }

  public static Repository open(Path folder) {
    return open(new LocalBackend(folder));
  }

  public static Repository open(Backend backend) {
    return Repository.open(backend, options());
  }

  /** How many locks a repository in a folder has, also while somebody writes one. */
  public static long locks(Path repository) throws IOException {
    var folder = repository.resolve("locks");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var locks = Files.list(folder)) {
      return locks.filter(lock -> Id.isId(lock.getFileName().toString())).count();
    }
  }

  /** Leaves a lock as its owner would have who is not there any more; answers its id. */
  public static Id leaveLock(Path repository, String host, boolean isExclusive, Instant time) {
    var owner = new LockOwner(host, "root", 1, 0, 0);
    var lock = new LockFile(Timestamp.utc(time), isExclusive, owner);
    try (var opened = open(repository)) {
      return opened.saveUnpacked(FileType.LOCKS, lock.encode());
    }
  }

  /** A new repository; its key is derived in no time. */
  public static Repository init(Backend backend, int version) {
    return Repository.init(backend, options(), Config.create(version, null), QUICK);
  }
}
