package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the user gets wrong: a message that names it, restic's exit code, no stack trace. */
class BadInputTest {
  @TempDir Path folder;
  private Path source;
  private Program program;

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectories(folder.resolve("source"));
    Files.writeString(source.resolve("file"), "content");
    program = Program.at(folder.resolve("repo").toString(), "secret");
  }

  @Test
  void wrongPassword() {
    program.run("init");

    var result = program.with("RESTIC_PASSWORD", "guess").tryRun("snapshots");

    assertSays(result, 12, "wrong password or no key found");
  }

  @Test
  void noRepository() {
    var result = program.tryRun("backup", source.toString());

    assertSays(result, 10, "repository does not exist", folder.resolve("repo").toString());
  }

  @Test
  void halfMadeRepository() throws IOException {
    program.run("init");
    Files.delete(folder.resolve("repo/config"));

    assertSays(program.tryRun("backup", source.toString()), 10, "Is there a repository");
    assertSays(program.tryRun("init"), 1, "keys but no config");
  }

  @Test
  void repositoryThatIsThereAlready() {
    program.run("init");

    assertSays(program.tryRun("init"), 1, "config file already exists", "repo");
  }

  @Test
  void noRepositoryGiven() {
    var result = program.without("RESTIC_REPOSITORY").tryRun("snapshots");

    assertSays(result, 1, "repository location", "RESTIC_REPOSITORY");
  }

  @Test
  void noPasswordGiven() {
    var result = program.without("RESTIC_PASSWORD").tryRun("snapshots");

    assertSays(result, 1, "RESTIC_PASSWORD", "--password-file");
  }

  @Test
  void storeOfAnUnknownKind() {
    var result = program.with("RESTIC_REPOSITORY", "sftp:host:/repo").tryRun("snapshots");

    assertSays(result, 1, "sftp:", "not supported");
  }

  @Test
  void sourceThatIsMissing() {
    program.run("init");

    assertSays(
        program.tryRun("backup", folder.resolve("nowhere").toString()),
        1,
        "all source directories/files do not exist");
    assertSays(
        program.tryRun("backup", source.toString(), folder.resolve("nowhere").toString()),
        3,
        "nowhere",
        "does not exist");
  }

  @Test
  void lockThatIsHeld() {
    program.run("init");
    var options = caravan.restic.repository.Repositories.options();
    try (var repository =
            caravan.restic.repository.Repository.open(
                new caravan.restic.backend.LocalBackend(folder.resolve("repo")), options);
        var lock =
            repository.lock(
                caravan.restic.repository.LockMode.EXCLUSIVE, java.time.Duration.ZERO)) {
      var result = program.tryRun("backup", source.toString());

      assertThat(lock.id()).isNotNull();
      assertSays(result, 11, "already locked", "PID", "test-host", "unlock");
    }
    program.run("backup", source.toString());
  }

  @Test
  void snapshotThatIsNotThere() {
    program.run("init");

    assertSays(
        program.tryRun("restore", "latest", "--target", folder.toString()), 1, "no snapshot found");
    assertSays(program.tryRun("ls", "12345678"), 1, "12345678");
  }

  @Test
  void flagsAndVerbsThatAreNotThere() {
    assertSays(program.tryRun("backup", "--bogus", "x"), 1, "--bogus", "not supported");
    assertSays(program.tryRun("mount", "/mnt"), 1, "mount", "not supported");
    assertSays(program.tryRun("frobnicate"), 1, "frobnicate");
  }

  @Test
  void valuesThatMakeNoSense() {
    program.run("init");

    assertSays(program.tryRun("forget", "--keep-last", "-3"), 1, "negative");
    assertSays(program.tryRun("forget", "--keep-within", "soon"), 1, "soon");
    assertSays(program.tryRun("forget"), 1, "no policy was specified");
    assertSays(program.tryRun("check", "--read-data-subset", "7/3"), 1, "7/3", "n/t");
    assertSays(program.tryRun("backup", "--time", "yesterday", source.toString()), 1, "yesterday");
    assertSays(program.tryRun("backup", "--exclude", "[", source.toString()), 1, "[");
    assertSays(program.tryRun("prune", "--max-unused", "many"), 1, "many");
    assertSays(
        program.with("RESTIC_COMPRESSION", "ultra").tryRun("snapshots"), 1, "ultra", "fastest");
  }

  @Test
  void localModeWithoutAFolder() {
    var result =
        program.tryRun("local", "--manifests", source.toString(), "--volumes", "/not/mounted");

    assertSays(result, 1, "Fatal: --volumes: there is no folder /not/mounted");
  }

  private static void assertSays(Program.Result result, int exitCode, String... words) {
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(exitCode);
    assertThat(result.all()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
  }
}
