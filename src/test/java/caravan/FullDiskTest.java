package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room left, wherever something is written: an error that says where, and nothing is lost. */
class FullDiskTest {
  @TempDir private Path folder;
  private Path repository;
  private Path cache;
  private Program program;

  @BeforeEach
  void prepare() throws IOException {
    repository = Files.createDirectory(folder.resolve("repository"));
    cache = Files.createDirectory(folder.resolve("cache"));
    program =
        Program.at(repository.toString(), "open sesame")
            .with("RESTIC_CACHE_DIR", cache.toString())
            .in(folder);
    fill(Files.createDirectory(folder.resolve("source")).resolve("small"), 10_000);
  }

  @Test
  void aFullCacheIsGivenUpAndTheBackupGoesOn() throws Exception {
    try (var _ = SmallDisk.over(cache, "size=16k")) {
      program.run("init");

      var result = program.run("backup", "source");

      assertThat(result.out()).contains("snapshot ", " saved");
      assertThat(result.err())
          .contains("going on without the cache in " + cache, "No space left on device")
          .contains("free space there or choose another --cache-dir");
    }
    program.run("check", "--read-data");
  }

  @Test
  void aFullRepositoryEndsTheBackupAndTheNextOneGoesOnWhenThereIsRoom() throws Exception {
    try (var disk = SmallDisk.over(repository, "size=2m")) {
      program.run("init");
      program.run("backup", "source");
      fill(folder.resolve("source/big"), 8 << 20);

      var full = program.tryRun("backup", "source");

      assertThat(full.exitCode()).isEqualTo(1);
      assertThat(full.err())
          .contains("Fatal: cannot write " + repository, "No space left on device")
          .contains("free space there and run it again: nothing stored so far is lost");
      program.run("check", "--read-data");
      disk.change("size=32m");
      assertThat(program.run("backup", "source").out()).contains(" saved");
      program.run("check", "--read-data");
      assertThat(repository.resolve("locks")).isEmptyDirectory();
    }
  }

  @Test
  void aRestoreWithoutRoomNamesTheTarget() throws Exception {
    var target = Files.createDirectory(folder.resolve("target"));
    fill(folder.resolve("source/big"), 3 << 20);
    program.run("init");
    program.run("backup", "source");

    try (var disk = SmallDisk.over(target, "size=1m")) {
      var full = program.tryRun("restore", "latest", "--target", target.toString());

      assertThat(full.exitCode()).isEqualTo(1);
      assertThat(full.err())
          .contains("no room left in " + target)
          .contains("make it larger or free some space, then restore again");
      disk.change("size=8m");
      program.run("restore", "latest", "--target", target.toString());
      assertThat(target.resolve("source/big")).hasSameBinaryContentAs(folder.resolve("source/big"));
    }
  }

  private static void fill(Path file, int bytes) throws IOException {
    var content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    Files.write(file, content);
  }
}
