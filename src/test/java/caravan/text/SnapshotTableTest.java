package caravan.text;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.snapshot.Snapshots;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTableTest {
  private static final DisplayZone UTC = DisplayZone.of(ZoneOffset.UTC, "UTC");
  private static final List<String> NO_REASON = List.of();

  @Test
  void listsSnapshotsWithTheZoneAndTheirNumberBelow() {
    var table = new SnapshotTable(UTC, false);

    table.add(Snapshots.at("2026-01-31T17:05:00Z", "nas", List.of("/data"), "x", "y"), NO_REASON);

    assertThat(table.lines())
        .hasSize(6)
        .startsWith("ID        Time                 Host        Tags        Paths")
        .endsWith("Timestamps shown in UTC", "1 snapshots")
        .element(2)
        .asString()
        .endsWith("  2026-01-31 17:05:00  nas         x,y         /data");
  }

  @Test
  void partsSnapshotsByBlankLinesWhenOneHasSeveralPaths() {
    var table = new SnapshotTable(UTC, false);

    table.add(Snapshots.at("2026-01-30T00:00:00Z", "nas", List.of("/a", "/b")), NO_REASON);
    table.add(Snapshots.at("2026-01-31T00:00:00Z", "nas", List.of("/a")), NO_REASON);

    assertThat(table.lines().subList(2, 6))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("/a"),
            line -> assertThat(line).isEqualTo(" ".repeat(55) + "/b"),
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).endsWith("/a"));
  }

  @Test
  void hasATagALineAndNoPathsWhenCompact() {
    var table = new SnapshotTable(UTC, true);

    table.add(Snapshots.at("2026-01-30T00:00:00Z", "nas", List.of("/a"), "x", "y"), NO_REASON);

    assertThat(table.lines().getFirst()).isEqualTo("ID        Time                 Host  Tags");
    assertThat(table.lines().get(2)).endsWith("nas   x");
    assertThat(table.lines().get(3)).isEqualTo(" ".repeat(37) + "y");
  }

  @Test
  void givesEachReasonALineOfItsOwn() {
    var table = new SnapshotTable(UTC, false);

    table.add(
        Snapshots.at("2026-01-30T00:00:00Z", "nas", List.of("/a")),
        List.of("last snapshot", "daily snapshot"));

    assertThat(table.lines().get(2)).endsWith("last snapshot   /a");
    assertThat(table.lines().get(3).strip()).isEqualTo("daily snapshot");
  }

  @Test
  void isNothingWithoutSnapshots() {
    assertThat(new SnapshotTable(UTC, false).lines()).isEmpty();
  }
}
