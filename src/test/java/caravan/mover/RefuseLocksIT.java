package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.mover.MoverResult.Kind;
import caravan.restic.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mover makes of locks when its operator knows of nobody else at the repository. */
class RefuseLocksIT {
  private static final boolean SHARED = false;
  private static final boolean EXCLUSIVE = true;
  @TempDir private Path folder;
  private Path volume;
  private Path repository;
  private MoverBench mover;

  @BeforeEach
  void backUpOnce() throws Exception {
    volume = Files.createDirectory(folder.resolve("volume"));
    Files.writeString(volume.resolve("note"), "kept");
    repository = folder.resolve("repository");
    mover =
        new MoverBench(repository.toString(), Map.of())
            .with("RESTIC_PASSWORD", Repositories.PASSWORD)
            .with("CARAVAN_REFUSE_LOCKS", "1");
    assertThat(mover.run(volume, "backup").failure()).isNull();
  }

  @AfterEach
  void close() {
    mover.close();
  }

  @Test
  void aBackupEndsBeforeItsWorkWhenALockWouldEndItAtForget() throws IOException {
    var time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var id = Repositories.leaveLock(repository, "stranger", SHARED, time);

    var result = mover.run(volume, "backup");

    assertThat(result.failure().kind()).isEqualTo(Kind.REPOSITORY_LOCKED);
    assertThat(result.exitCode()).isEqualTo(11);
    assertThat(result.failure().message())
        .contains("stranger", time.toString().replace("Z", ""), id.toShortString());
    assertThat(result.locks()).extracting(MoverResult.Lock::id).containsExactly(id);
    assertThat(result.snapshot()).isNull();
    assertThat(mover.log()).doesNotContain("=== Starting backup ===");
    assertThat(Repositories.locks(repository)).isEqualTo(1);
  }

  @Test
  void aRestoreGoesAheadBesideASharedLock() throws IOException {
    Repositories.leaveLock(repository, "stranger", SHARED, Instant.now());
    var target = Files.createDirectory(folder.resolve("target"));

    var result = mover.run(target, "restore");

    assertThat(result.failure()).isNull();
    assertThat(target.resolve("note")).hasContent("kept");
  }

  @Test
  void aRestoreEndsAtAnExclusiveLock() throws IOException {
    Repositories.leaveLock(repository, "stranger", EXCLUSIVE, Instant.now());
    var target = Files.createDirectory(folder.resolve("target"));

    var result = mover.run(target, "restore");

    assertThat(result.failure().kind()).isEqualTo(Kind.REPOSITORY_LOCKED);
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void aStaleLockIsRemovedOnTheWay() throws IOException {
    var longAgo = Instant.now().minus(Duration.ofMinutes(31));
    Repositories.leaveLock(repository, "stranger", EXCLUSIVE, longAgo);

    var result = mover.run(volume, "backup");

    assertThat(result.failure()).isNull();
    assertThat(Repositories.locks(repository)).isZero();
  }
}
