package caravan.restic.repository;

import caravan.restic.Id;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.LocalBackend;
import caravan.restic.crypto.KeyFile;
import caravan.restic.crypto.ScryptParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** Opens repositories for tests: password {@code secret}, no cache, every blob verified. */
public final class Repositories {
  public static final String PASSWORD = "secret";

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

  public static Repository init(Backend backend, int version) {
    return Repository.init(backend, options(), version, null);
  }

  /** A new repository whose key is derived in no time, for tests that open it often. */
  public static Repository initQuickly(Backend backend, int version) {
    var repository = init(backend, version);
    var origin = new KeyFile.Origin("2026-01-02T03:04:05Z", "tester", "test-host");
    var key =
        KeyFile.create(
                PASSWORD.getBytes(StandardCharsets.UTF_8),
                repository.masterKey(),
                new ScryptParameters(128, 1, 1),
                origin)
            .encode();
    backend.save(FileHandle.of(FileType.KEYS, Id.hash(key)), ByteBuffer.wrap(key));
    repository.delete(FileType.KEYS, repository.keyId());
    return repository;
  }
}
