package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.LargestPack;
import caravan.components.Restic;
import caravan.mover.MoverResult.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mover that checks after its backup finds what restic finds. */
class MoverCheckIT {
  @TempDir private Path folder;
  private Path volume;
  private Path repository;
  private MoverBench mover;

  @BeforeEach
  void backUp() throws Exception {
    volume = Files.createDirectory(folder.resolve("volume"));
    repository = folder.resolve("repository");
    mover = new MoverBench(repository.toString(), Map.of());
  }

  @AfterEach
  void stop() {
    mover.close();
  }

  @Test
  void saysThatItCheckedAndFoundNothing() throws IOException {
    fill();

    var unchecked = mover.run(volume, "unlock", "backup");
    var checked = mover.run(volume, "unlock", "backup", "prune", "check");

    assertThat(unchecked.checked()).isFalse();
    assertThat(checked.isSuccess()).as(mover.log().toString()).isTrue();
    assertThat(checked.checked()).isTrue();
    assertThat(mover.log()).contains("no errors were found");
  }

  @Test
  void findsWhatOnlyReadingFindsWhenToldToRead() throws IOException {
    fill();
    mover.run(volume, "backup");
    LargestPack.damage(repository);

    var structure = mover.run(volume, "backup", "check");
    var part = mover.with("CARAVAN_READ_DATA", "100%").run(volume, "backup", "check");

    assertThat(restic("check").exitCode()).isZero();
    assertThat(structure.checked()).isTrue();
    assertThat(restic("check", "--read-data-subset=100%").exitCode()).isEqualTo(1);
    assertThat(part.checked()).isFalse();
    assertThat(part.exitCode()).isEqualTo(1);
    assertThat(part.failure().kind()).isEqualTo(Kind.REPOSITORY_DAMAGED);
    assertThat(part.failure().message()).startsWith("repository contains errors: 1 found in");
    assertThat(part.snapshot()).as("the backup before it").isNotNull();
  }

  @Test
  void checksAlsoAfterAnEmptyVolumeAndMissesNoRepositoryThatNeverWas() throws IOException {
    var first = mover.run(volume, "unlock", "backup", "check");
    boolean isMade = Files.exists(repository.resolve("config"));
    fill();
    mover.run(volume, "backup");
    Files.delete(volume.resolve("data"));
    LargestPack.damage(repository);

    var second = mover.with("CARAVAN_READ_DATA", "all").run(volume, "unlock", "backup", "check");

    assertThat(first.isSuccess()).as(mover.log().toString()).isTrue();
    assertThat(first.checked()).isFalse();
    assertThat(isMade).isFalse();
    assertThat(second.skipped()).isTrue();
    assertThat(second.failure().kind()).isEqualTo(Kind.REPOSITORY_DAMAGED);
  }

  @Test
  void checksNoRepositoryThatIsMissing() {
    assertThat(mover.run(volume, "check").failure().kind()).isEqualTo(Kind.REPOSITORY_MISSING);
  }

  private Restic.Result restic(String... arguments) {
    return Restic.at(repository.toString(), MoverBench.PASSWORD).tryRun(arguments);
  }

  private void fill() throws IOException {
    var bytes = new byte[1 << 20];
    new Random(1).nextBytes(bytes);
    Files.write(volume.resolve("data"), bytes);
  }
}
