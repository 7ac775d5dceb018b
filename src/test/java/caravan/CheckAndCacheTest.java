package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage is found although an earlier run cached the file while it was whole. */
class CheckAndCacheTest {
  @TempDir private Path folder;
  private Path repository;
  private Path cache;
  private Program program;

  @BeforeEach
  void backUp() throws IOException {
    var source = Files.createDirectories(folder.resolve("source/sub"));
    Files.writeString(source.resolve("file"), "content");
    repository = folder.resolve("repository");
    cache = folder.resolve("cache");
    program =
        Program.at(repository.toString(), "open sesame")
            .with("RESTIC_CACHE_DIR", cache.toString())
            .in(folder);
    program.run("init");
    program.run("backup", "source");
    program.run("check");
  }

  @ParameterizedTest
  @ValueSource(strings = {"index", "snapshots"})
  void findsADamagedFile(String type) throws IOException {
    damage(repository.resolve(type));

    var result = program.tryRun("check");

    assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
    assertThat(program.tryRun("check", "--with-cache").exitCode()).isZero();
    assertThat(temporaryCaches()).isZero();
  }

  @Test
  void findsThatInAMoverToo() throws IOException {
    damage(repository.resolve("index"));
    var volume = Files.createDirectories(folder.resolve("volume"));

    var result = program.with("DATA_DIR", volume.toString()).tryRun("mover", "check");

    assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
    assertThat(result.all()).contains("Fatal: ", repository.toString());
    assertThat(temporaryCaches()).isZero();
  }

  @Test
  void namesTheTemporaryCacheAndLeavesTheUsersAlone() {
    var said = program.run("check").out();

    assertThat(said).contains("using temporary cache in " + cache.resolve("restic-check-cache-"));
    assertThat(cache).isDirectoryContaining(it -> it.getFileName().toString().length() == 64);
    assertThat(temporaryCaches()).isZero();
    assertThat(program.run("check", "--no-cache").out()).doesNotContain("temporary cache");
  }

  private long temporaryCaches() {
    var found = cache.toFile().list((parent, name) -> name.startsWith("restic-check-cache-"));
    return found.length;
  }

  private static void damage(Path type) throws IOException {
    Path file;
    try (var files = Files.list(type)) {
      file = files.findFirst().orElseThrow();
    }
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    file.toFile().setWritable(true);
    Files.write(file, bytes);
  }
}
