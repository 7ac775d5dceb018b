package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.backend.Backend;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** The smallest run that does all a backup does: lock, packs of both kinds, index, snapshot. */
final class SmallRun {
  static final int FILES = 6;
  private static final int FILE_BYTES = 40_000;
  private static final int PACK_BYTES = 64 << 10;

  private SmallRun() {}

  static OpenOptions options() {
    var defaults = Repositories.options();
    return new OpenOptions(
        defaults.password(),
        null,
        defaults.compression(),
        PACK_BYTES,
        true,
        null,
        defaults.lockOwner(),
        defaults.clock(),
        defaults.warnings());
  }

  /** Saves a snapshot of files whose content the seed decides. */
  static Id save(Backend backend, long seed) {
    var repository = Repository.open(backend, options());
    try (var lock = repository.lock(LockMode.SHARED, Duration.ZERO)) {
      repository.loadIndex();
      var tree = saveFiles(repository, seed);
      lock.ensureHeld();
      return repository.saveSnapshot(snapshot(tree));
    }
  }

  static byte[] content(long seed, int file) {
    var content = new byte[FILE_BYTES + file];
    new Random(seed + file).nextBytes(content);
    return content;
  }

  private static Id saveFiles(Repository repository, long seed) {
    try (var uploads = repository.uploads(false);
        var saver = uploads.saver()) {
      var nodes =
          java.util.stream.IntStream.range(0, FILES)
              .mapToObj(
                  file -> {
                    var content = content(seed, file);
                    return node(file, saver.save(BlobType.DATA, content, content.length).id());
                  })
              .collect(Collectors.joining(",", "{\"nodes\":[", "]}\n"))
              .getBytes(StandardCharsets.US_ASCII);
      var tree = saver.save(BlobType.TREE, nodes, nodes.length).id();
      uploads.flush();
      return tree;
    }
  }

  private static String node(int file, Id content) {
    return """
        {"name":"file%1$d","type":"file","mode":420,"mtime":"2026-01-02T03:04:05Z","atime":"2026-01-02T03:04:05Z",\
        "ctime":"2026-01-02T03:04:05Z","uid":0,"gid":0,"inode":%2$d,"size":%3$d,"links":1,"content":["%4$s"]}\
        """
        .formatted(file, file + 1, FILE_BYTES + file, content);
  }

  private static Snapshot snapshot(Id tree) {
    return new Snapshot(
        Timestamp.parse("2026-01-02T03:04:05Z"),
        null,
        tree,
        List.of("/data"),
        "test-host",
        "",
        0,
        0,
        List.of(),
        List.of(),
        null,
        "",
        null,
        "");
  }
}
