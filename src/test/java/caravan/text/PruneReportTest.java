package caravan.text;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.pruner.PruneStats;
import org.junit.jupiter.api.Test;

class PruneReportTest {
  private static final PruneStats NOTHING =
      new PruneStats(
          new PruneStats.Blobs(0, 0, 0, 0, 0, 0),
          new PruneStats.Bytes(0, 0, 0, 0, 0, 0, 0, 0),
          new PruneStats.Packs(0, 0, 0, 0, 0, 0, 0));

  @Test
  void alignsTheNumbersOfThePlan() {
    var stats =
        new PruneStats(
            new PruneStats.Blobs(127, 0, 3, 0, 8, 3),
            new PruneStats.Bytes(203015000, 0, 678, 0, 0, 0, 3002061, 678),
            new PruneStats.Packs(16, 0, 2, 0, 16, 2, 0));

    assertThat(PruneReport.lines(stats))
        .containsExactly(
            "to repack:             8 blobs / 2.863 MiB",
            "this removes:          3 blobs / 678 B",
            "to delete:             0 blobs / 0 B",
            "total prune:           3 blobs / 678 B",
            "remaining:           127 blobs / 193.610 MiB",
            "unused size after prune: 0 B (0.00% of remaining size)");
  }

  @Test
  void saysWhatThereIsAndWhatBecomesOfThePacks() {
    assertThat(PruneReport.found(NOTHING))
        .containsExactly(
            "used:                  0 blobs / 0 B",
            "unused:                0 blobs / 0 B",
            "total:                 0 blobs / 0 B",
            "unused size:  of total size");
    assertThat(PruneReport.packs(NOTHING))
        .startsWith("totally used packs:          0", "partly used packs:           0")
        .endsWith("to delete:             0 packs");
  }
}
