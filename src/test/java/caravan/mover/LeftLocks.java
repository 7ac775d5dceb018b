package caravan.mover;

import caravan.restic.Id;
import caravan.restic.backend.FileType;
import caravan.restic.repository.Compression;
import caravan.restic.repository.LockOwner;
import caravan.restic.repository.OpenOptions;
import caravan.restic.repository.Password;
import caravan.restic.repository.Repository;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Leaves locks behind, as movers do that are killed. */
final class LeftLocks {
  private LeftLocks() {}

  static Id leave(
      MoverBench mover, String address, Map<String, String> keys, String host, Instant time) {
    var options =
        new OpenOptions(
            Password.of(MoverBench.PASSWORD),
            null,
            Compression.AUTO,
            OpenOptions.DEFAULT_PACK_SIZE_BYTES,
            true,
            null,
            new LockOwner(host, "root", 1, 0, 0),
            Clock.systemUTC(),
            warning -> {});
    var lock =
        "{\"time\":\"%s\",\"exclusive\":false,\"hostname\":\"%s\",\"username\":\"root\",\"pid\":1}"
            .formatted(time, host);
    try (var repository = Repository.open(mover.open(address, keys), options)) {
      return repository.saveUnpacked(FileType.LOCKS, lock.getBytes(StandardCharsets.UTF_8));
    }
  }
}
