package caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.restorer.RestoreResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreReportTest {
  private static final Duration ELAPSED = Duration.ofMillis(900);

  @Test
  void saysOneNumberWhenAllIsRestored() {
    var result = new RestoreResult(7, 0, 0, 7, 3000000, 0, 3000000, 0, List.of());

    assertThat(RestoreReport.text(result, ELAPSED))
        .isEqualTo("Summary: Restored 7 files/dirs (2.861 MiB) in 0:00");
  }

  @Test
  void saysHowManyOfHowManyOtherwise() {
    var result = new RestoreResult(3, 4, 1, 4, 0, 3000011, 0, 0, List.of());

    assertThat(RestoreReport.text(result, ELAPSED))
        .isEqualTo(
            "Summary: Restored 3 / 4 files/dirs (0 B / 0 B) in 0:00,"
                + " skipped 4 files/dirs 2.861 MiB, deleted 1 files/dirs");
  }

  @Test
  void leavesZerosOutOfTheObject() {
    var result = new RestoreResult(4, 3, 0, 4, 0, 11, 0, 0, List.of());

    assertThat(new String(RestoreReport.json(result, ELAPSED).toBytes(), UTF_8))
        .isEqualTo(
            "{\"message_type\":\"summary\",\"total_files\":4,\"files_restored\":4,"
                + "\"files_skipped\":3,\"bytes_skipped\":11}");
  }
}
