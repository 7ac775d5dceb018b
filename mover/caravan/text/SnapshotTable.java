package caravan.text;

import caravan.restic.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Snapshots as restic tabulates them, with the reasons they are kept where there are some. */
public final class SnapshotTable {
  private final DisplayZone zone;
  private final boolean isCompact;
  private final List<StoredSnapshot> snapshots = new ArrayList<>();
  private final List<List<String>> reasons = new ArrayList<>();

  /**
   * @param isCompact leaves paths and reasons out
   */
  public SnapshotTable(DisplayZone zone, boolean isCompact) {
    this.zone = zone;
    this.isCompact = isCompact;
  }

  public SnapshotTable add(StoredSnapshot stored, List<String> keptBecause) {
    snapshots.add(stored);
    reasons.add(keptBecause);
    return this;
  }

  /** The table; nothing at all without snapshots. */
  public List<String> lines() {
    if (snapshots.isEmpty()) {
      return List.of();
    }
    var table = new TextTable(head());
    if (!isCompact && snapshots.stream().anyMatch(it -> it.snapshot().paths().size() > 1)) {
      table.withBlankLines();
    }
    for (int row = 0; row < snapshots.size(); row++) {
      table.row(cells(row));
    }
    return table
        .footer("Timestamps shown in " + zone.name())
        .footer(snapshots.size() + " snapshots")
        .lines();
  }

  private boolean hasReasons() {
    return !isCompact && reasons.stream().anyMatch(list -> !list.isEmpty());
  }

  private boolean hasSizes() {
    return snapshots.stream().anyMatch(stored -> stored.snapshot().summary() != null);
  }

  private List<String> head() {
    var head = new ArrayList<>(List.of("ID      ", "Time"));
    head.add(isCompact ? "Host" : "Host      ");
    head.add(isCompact ? "Tags  " : "Tags      ");
    if (hasReasons()) {
      head.add("Reasons");
    }
    if (!isCompact) {
      head.add("Paths");
    }
    if (hasSizes()) {
      head.add("Size");
    }
    return head;
  }

  private List<String> cells(int row) {
    var stored = snapshots.get(row);
    var snapshot = stored.snapshot();
    var cells = new ArrayList<String>();
    cells.add(stored.id().toShortString());
    cells.add(zone.toSeconds(snapshot.time()));
    cells.add(snapshot.hostname());
    cells.add(String.join(isCompact ? "\n" : ",", snapshot.tags()));
    if (hasReasons()) {
      cells.add(String.join("\n", reasons.get(row)));
    }
    if (!isCompact) {
      cells.add(String.join("\n", snapshot.paths()));
    }
    if (hasSizes()) {
      var summary = snapshot.summary();
      cells.add(summary == null ? "" : SizeText.of(summary.totalBytesProcessed()));
    }
    return cells;
  }
}
