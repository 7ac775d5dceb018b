package caravan.cli;

import caravan.restic.forget.ForgetPlan;
import caravan.restic.json.JsonOutput;
import caravan.restic.snapshot.SnapshotGroup;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.List;

/** What verbs that list snapshots share, and their JSON. */
final class SnapshotLists {
  private SnapshotLists() {}

  /** Verbs that group snapshots show their paths in order, as restic does. */
  static List<StoredSnapshot> withSortedPaths(List<StoredSnapshot> snapshots) {
    return snapshots.stream()
        .map(
            stored -> {
              var sorted = stored.snapshot().paths().stream().sorted().toList();
              return new StoredSnapshot(stored.id(), stored.snapshot().withPaths(sorted));
            })
        .toList();
  }

  /** One array of all. */
  static JsonOutput all(List<SnapshotGroup> groups) {
    var out = new JsonOutput().beginArray();
    groups.forEach(group -> group.snapshots().forEach(stored -> add(out, stored)));
    return out.endArray();
  }

  /** An array of groups. */
  static JsonOutput grouped(List<SnapshotGroup> groups) {
    var out = new JsonOutput().beginArray();
    for (var group : groups) {
      var key = group.key();
      out.beginObject().name("group_key").beginObject().member("hostname", key.hostname());
      texts(out.name("paths"), key.paths());
      texts(out.name("tags"), key.tags());
      out.endObject().name("snapshots").beginArray();
      group.snapshots().forEach(stored -> add(out, stored));
      out.endArray().endObject();
    }
    return out.endArray();
  }

  /** What a policy keeps and removes, group by group. */
  static JsonOutput plan(ForgetPlan plan) {
    var out = new JsonOutput().beginArray();
    for (var group : plan.groups()) {
      out.beginObject();
      texts(out.name("tags"), group.key().tags());
      out.member("host", group.key().hostname());
      texts(out.name("paths"), group.key().paths());
      snapshots(out.name("keep"), group.keep());
      snapshots(out.name("remove"), group.remove());
      reasons(out.name("reasons"), group.reasons());
      out.endObject();
    }
    return out.endArray();
  }

  private static void add(JsonOutput out, StoredSnapshot stored) {
    SnapshotText.openJson(out, stored).endObject();
  }

  private static void texts(JsonOutput out, List<String> texts) {
    if (texts.isEmpty()) {
      out.raw("null");
      return;
    }
    out.beginArray();
    texts.forEach(out::value);
    out.endArray();
  }

  private static void snapshots(JsonOutput out, List<StoredSnapshot> snapshots) {
    if (snapshots.isEmpty()) {
      out.raw("null");
      return;
    }
    out.beginArray();
    snapshots.forEach(stored -> add(out, stored));
    out.endArray();
  }

  private static void reasons(JsonOutput out, List<ForgetPlan.Reason> reasons) {
    if (reasons.isEmpty()) {
      out.raw("null");
      return;
    }
    out.beginArray();
    for (var reason : reasons) {
      add(out.beginObject().name("snapshot"), reason.stored());
      out.name("matches").beginArray();
      reason.matches().forEach(out::value);
      out.endArray().endObject();
    }
    out.endArray();
  }
}
