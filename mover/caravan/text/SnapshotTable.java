package caravan.text;

import caravan.restic.snapshot.StoredSnapshot;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Snapshots as restic tabulates them, with the reasons they are kept where there are some. */
public final class SnapshotTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private final ZoneId zone;
  private final boolean isCompact;
  private final List<StoredSnapshot> snapshots = new ArrayList<>();
  private final List<List<String>> reasons = new ArrayList<>();

  public SnapshotTable(ZoneId zone, boolean isCompact) {
    this.zone = zone;
    this.isCompact = isCompact;
  }

  public SnapshotTable add(StoredSnapshot stored, List<String> keptBecause) {
    snapshots.add(stored);
    reasons.add(keptBecause);
    return this;
  }

  public List<String> lines() {
    boolean hasReasons = reasons.stream().anyMatch(list -> !list.isEmpty());
    boolean hasSizes = snapshots.stream().anyMatch(stored -> stored.snapshot().summary() != null);
    var table = new TextTable(head(hasReasons, hasSizes));
    for (int row = 0; row < snapshots.size(); row++) {
      table.row(cells(row, hasReasons, hasSizes));
    }
    return table
        .footer("Timestamps shown in local time")
        .footer(snapshots.size() + " snapshots")
        .lines();
  }

  private List<String> head(boolean hasReasons, boolean hasSizes) {
    var head = new ArrayList<>(List.of("ID      ", "Time"));
    head.add(isCompact ? "Host" : "Host      ");
    head.add(isCompact ? "Tags  " : "Tags      ");
    if (hasReasons) {
      head.add("Reasons");
    }
    if (!isCompact) {
      head.add("Paths");
    }
    if (hasSizes) {
      head.add("Size");
    }
    return head;
  }

  private List<String> cells(int row, boolean hasReasons, boolean hasSizes) {
    var stored = snapshots.get(row);
    var snapshot = stored.snapshot();
    var cells = new ArrayList<String>();
    cells.add(stored.id().toShortString());
    cells.add(TIME.format(snapshot.time().toInstant().atZone(zone)));
    cells.add(snapshot.hostname());
    cells.add(String.join(isCompact ? "," : "\n", snapshot.tags()));
    if (hasReasons) {
      cells.add(String.join("\n", reasons.get(row)));
    }
    if (!isCompact) {
      cells.add(String.join("\n", snapshot.paths()));
    }
    if (hasSizes) {
      var summary = snapshot.summary();
      cells.add(summary == null ? "" : SizeText.of(summary.totalBytesProcessed()));
    }
    return cells;
  }
}
