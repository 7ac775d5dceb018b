package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.repository.Repositories;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mover that is told to end, as the pod of a drained node is. */
class EndedMoverIT {
  private static final long HUGE_BYTES = 1L << 40;
  private static final int BY_SIGTERM = 143;
  @TempDir Path folder;

  @Test
  void givesItsLockBackAndSaysWhyItEnds() throws IOException, InterruptedException {
    var repository = Files.createDirectory(folder.resolve("repository"));
    fillVolume();
    var process = start("backup");
    try {
      Awaitility.await()
          .atMost(1, TimeUnit.MINUTES)
          .until(() -> Repositories.locks(repository) > 0);

      ProgramProcess.signal(process, "TERM");

      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(BY_SIGTERM);
      assertThat(Repositories.locks(repository)).isZero();
      var message = new ObjectMapper().readTree(folder.resolve("message").toFile());
      assertThat(message.at("/failure/reason").asText()).isEqualTo("Interrupted");
      assertThat(message.at("/failure/exitCode").asInt()).isEqualTo(BY_SIGTERM);
      assertThat(folder.resolve("output")).content().contains("Fatal: the mover was told to end");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void saysWhatIsWrongWithItsSettings() throws IOException, InterruptedException {
    fillVolume();

    var process = start("backup", "dance");

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    var message = new ObjectMapper().readTree(folder.resolve("message").toFile());
    assertThat(message.at("/failure/reason").asText()).isEqualTo("InvalidSettings");
    assertThat(message.at("/failure/message").asText()).contains("dance");
  }

  private void fillVolume() throws IOException {
    var volume = Files.createDirectory(folder.resolve("volume"));
    try (var file = new RandomAccessFile(volume.resolve("huge").toFile(), "rw")) {
      file.setLength(HUGE_BYTES); // a hole: nothing on disk, a day's work to read
    }
  }

  private Process start(String... operations) throws IOException {
    var environment =
        Map.of(
            "RESTIC_REPOSITORY", folder.resolve("repository").toString(),
            "RESTIC_PASSWORD", "secret",
            "DATA_DIR", folder.resolve("volume").toString(),
            "CARAVAN_RESULT_FILE", folder.resolve("message").toString());
    var words = new String[operations.length + 1];
    words[0] = "mover";
    System.arraycopy(operations, 0, words, 1, operations.length);
    return ProgramProcess.start(folder, environment, words);
  }
}
