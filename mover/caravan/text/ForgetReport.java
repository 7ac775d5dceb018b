package caravan.text;

import caravan.restic.forget.ForgetPlan;
import java.util.ArrayList;
import java.util.List;

/** What forget keeps and removes of one group, in restic's tables. */
public final class ForgetReport {
  private ForgetReport() {}

  public static List<String> lines(ForgetPlan.Group group, DisplayZone zone, boolean isCompact) {
    var lines = new ArrayList<String>();
    if (!group.keep().isEmpty()) {
      lines.add("keep " + group.keep().size() + " snapshots:");
      var kept = new SnapshotTable(zone, isCompact);
      group.reasons().reversed().forEach(reason -> kept.add(reason.stored(), reason.matches()));
      lines.addAll(kept.lines());
      lines.add("");
    }
    if (!group.remove().isEmpty()) {
      lines.add("remove " + group.remove().size() + " snapshots:");
      var removed = new SnapshotTable(zone, isCompact);
      group.remove().reversed().forEach(stored -> removed.add(stored, List.of()));
      lines.addAll(removed.lines());
      lines.add("");
    }
    return lines;
  }
}
