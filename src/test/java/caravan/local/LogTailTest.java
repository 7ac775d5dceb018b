package caravan.local;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ObjectKey;
import org.junit.jupiter.api.Test;

class LogTailTest {
  private final LogTail log = new LogTail(new ObjectKey("ReplicationSource", null, "app"));

  @Test
  void keepsTheLinesThatSayWhatWasDone() {
    log.line("Starting container");
    log.line("using parent snapshot b54fcf09");
    log.line("Files:           1 new,     0 changed,   200 unmodified");
    log.line("");
    log.line("processed 201 files, 64.002 MiB in 0:01");
    log.line("snapshot 2246e53b saved");
    log.line("Restic completed in 5s");

    assertThat(log.text(true))
        .isEqualTo(
            """
            using parent snapshot b54fcf09
            processed 201 files, 64.002 MiB in 0:01
            snapshot 2246e53b saved
            Restic completed in 5s""");
  }

  @Test
  void keepsTheEndOfAFailedRunWhole() {
    for (int i = 0; i < 300; i++) {
      log.line("Zeile " + i + " über etwas");
    }

    var text = log.text(false);

    assertThat(text).endsWith("Zeile 299 über etwas").doesNotContain("\ufffd");
    assertThat(text.length()).isLessThanOrEqualTo(1024);
  }
}
