package caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long MIB = 1 << 20;

  @Test
  void aBackupWithoutATotalTellsWhatIsDone() {
    var progress = progress(2, 0, 3 * MIB, 0, List.of());

    assertThat(new BackupShape().lines(progress))
        .containsExactly("[0:10] 2 files, 3.000 MiB, 0 errors");
  }

  @Test
  void aBackupWithATotalTellsTheShareTheTimeLeftAndTheFilesAtHand() {
    var progress = progress(2, 4, 3 * MIB, 12 * MIB, List.of("/big"));

    assertThat(new BackupShape().lines(progress))
        .containsExactly(
            "[0:10] 25.00%  2 files 3.000 MiB, total 4 files 12.000 MiB, 0 errors ETA 0:30",
            "/big");
  }

  @Test
  void aBackupsObjectLeavesOutWhatIsZero() {
    var start = new Progress(Duration.ZERO, 0, 0, 0, 0, 0, 0, 0, 0, List.of());
    var later = progress(2, 4, 3 * MIB, 12 * MIB, List.of("/big"));

    assertThat(json(new BackupShape(), start))
        .isEqualTo("{\"message_type\":\"status\",\"percent_done\":0}");
    assertThat(json(new BackupShape(), later))
        .isEqualTo(
            "{\"message_type\":\"status\",\"seconds_elapsed\":10,\"seconds_remaining\":30,"
                + "\"percent_done\":0.25,\"total_files\":4,\"files_done\":2,"
                + "\"total_bytes\":12582912,\"bytes_done\":3145728,\"current_files\":[\"/big\"]}");
  }

  @Test
  void aRestoreTellsWhatItSkippedAndDeleted() {
    var progress = new Progress(Duration.ofSeconds(1), 1, 2, MIB, 4 * MIB, 3, MIB, 5, 0, List.of());

    assertThat(new RestoreShape().lines(progress))
        .containsExactly(
            "[0:01] 25.00%  1 files/dirs 1.000 MiB, total 2 files/dirs 4.000 MiB,"
                + " skipped 3 files/dirs 1.000 MiB, deleted 5 files/dirs");
    assertThat(json(new RestoreShape(), progress))
        .contains("\"files_restored\":1", "\"files_skipped\":3", "\"files_deleted\":5");
  }

  @Test
  void numbersHaveNoExponentAndNoZerosAtTheirEnd() {
    assertThat(StatusJson.number(0)).isEqualTo("0");
    assertThat(StatusJson.number(1)).isEqualTo("1");
    assertThat(StatusJson.number(0.5)).isEqualTo("0.5");
    assertThat(StatusJson.number(0.00001)).isEqualTo("0.00001");
  }

  @Test
  void theRateOfLinesIsBounded() {
    assertThat(ProgressPace.interval("0.1")).isEqualTo(Duration.ofSeconds(10));
    assertThat(ProgressPace.interval("1000")).isEqualTo(Duration.ofMillis(16));
    assertThat(ProgressPace.interval("0")).isNull();
    assertThat(ProgressPace.interval("often")).isNull();
    assertThat(ProgressPace.interval("")).isNull();
  }

  private static Progress progress(
      long files, long totalFiles, long bytes, long totalBytes, List<String> current) {
    return new Progress(
        Duration.ofSeconds(10), files, totalFiles, bytes, totalBytes, 0, 0, 0, 0, current);
  }

  private static String json(Progress.Shape shape, Progress progress) {
    return new String(shape.json(progress).toBytes(), UTF_8);
  }
}
