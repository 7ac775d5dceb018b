package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume that came back empty or nearly so does not let retention delete its history. */
class ShrunkVolumeIT {
  @TempDir Path folder;
  private Path volume;
  private MoverBench mover;

  @BeforeEach
  void backUpAFullVolume() throws Exception {
    volume = Files.createDirectory(folder.resolve("volume"));
    mover = new MoverBench(folder.resolve("repo").toString(), Map.of());
    mover.with("FORGET_OPTIONS", "--keep-last 1");
    write("data", 4 << 20);
    assertThat(mover.run(volume, "backup").shrunk()).isNull();
  }

  @AfterEach
  void stop() {
    mover.close();
  }

  @Test
  void keepsEverySnapshotHoweverOftenItRuns() throws Exception {
    write("data", 1000);

    var first = mover.run(volume, "backup", "prune");
    var second = mover.run(volume, "backup");

    assertThat(first.isSuccess()).isTrue();
    assertThat(first.shrunk().bytes()).isEqualTo(4 << 20);
    assertThat(second.shrunk()).isEqualTo(first.shrunk());
    assertThat(snapshots()).isEqualTo(3);
    assertThat(mover.log()).anyMatch(it -> it.contains("no snapshot is forgotten"));
  }

  @Test
  void saysSoOfAnEmptyVolumeToo() throws Exception {
    Files.delete(volume.resolve("data"));

    var result = mover.run(volume, "backup");

    assertThat(result.isSuccess()).isTrue();
    assertThat(result.skipped()).isTrue();
    assertThat(result.shrunk().bytes()).isEqualTo(4 << 20);
    assertThat(snapshots()).isEqualTo(1);
  }

  @Test
  void forgetsAgainWhenTheVolumeIsBack() throws Exception {
    write("data", 1000);
    mover.run(volume, "backup");
    write("data", 3 << 20);

    var result = mover.run(volume, "backup");

    assertThat(result.shrunk()).isNull();
    assertThat(snapshots()).isEqualTo(1);
  }

  @Test
  void forgetsAgainWhenSomebodyAcceptsIt() throws Exception {
    write("data", 1000);
    var shrunk = mover.run(volume, "backup").shrunk();

    var result =
        mover
            .with("CARAVAN_ACCEPT_SHRUNK", shrunk.snapshot().toShortString())
            .run(volume, "backup");

    assertThat(result.shrunk()).isNull();
    assertThat(snapshots()).isEqualTo(1);
  }

  @Test
  void letsAVolumeBecomeSmallerByAndBy() throws Exception {
    write("data", 2 << 20);
    assertThat(mover.run(volume, "backup").shrunk()).isNull();
    write("data", 300 << 10);
    assertThat(mover.run(volume, "backup").shrunk()).isNull();

    assertThat(snapshots()).isEqualTo(1);
  }

  @Test
  void anEmptyVolumeWithoutHistoryIsJustEmpty() throws Exception {
    var empty = Files.createDirectory(folder.resolve("empty"));
    try (var other = new MoverBench(folder.resolve("none").toString(), Map.of())) {
      var result = other.run(empty, "backup");

      assertThat(result.isSuccess()).isTrue();
      assertThat(result.shrunk()).isNull();
      assertThat(folder.resolve("none")).doesNotExist();
    }
  }

  private void write(String name, int size) throws IOException {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Files.write(volume.resolve(name), bytes);
  }

  private int snapshots() throws Exception {
    var restic = Restic.at(folder.resolve("repo").toString(), MoverBench.PASSWORD);
    return restic.run("snapshots", "--json").text().split("\"short_id\"", -1).length - 1;
  }
}
