package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.RunProgress;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  @Test
  void theLastLineCounts() {
    var log =
        """
        === Starting backup ===
        1.500 KiB  512 B/s
        12.34%  1.500 GiB / 9.000 GiB  2.000 MiB/s  ETA 1:01:40
        error: /data/file: permission denied
        """;

    var progress = ProgressLine.last(log);

    assertThat(progress)
        .contains(new RunProgress(12, 3L << 29, 9L << 30, 2L << 20, 3600L + 60 + 40));
  }

  @Test
  void aShareIsNotKnownBeforeTheWholeIs() {
    var progress = ProgressLine.last("1.500 KiB  512 B/s");

    assertThat(progress).contains(new RunProgress(null, 1536L, null, 512L, null));
  }

  @Test
  void otherLinesAreNoProgress() {
    var progress = ProgressLine.last("Added to the repository: 1.000 KiB (512 B stored)\n12%\n");

    assertThat(progress).isEmpty();
  }
}
