package caravan.restic.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Snapshots that have the same host, paths or tags, in the order they were given. */
public record SnapshotGroup(Key key, List<StoredSnapshot> snapshots) {
  /**
   * What the snapshots of a group share; what was not grouped by is empty.
   *
   * @param paths sorted
   * @param tags sorted
   */
  public record Key(String hostname, List<String> paths, List<String> tags) {
    static Key of(Snapshot snapshot, GroupBy groupBy) {
      return new Key(
          groupBy.host() ? snapshot.hostname() : "",
          groupBy.paths() ? snapshot.paths().stream().sorted().toList() : List.of(),
          groupBy.tags() ? snapshot.tags().stream().sorted().toList() : List.of());
    }

    /** As restic names a group in its messages. */
    @Override
    public String toString() {
      var parts = new ArrayList<String>();
      if (!hostname.isEmpty()) {
        parts.add("host " + hostname);
      }
      if (!paths.isEmpty()) {
        parts.add("path [" + String.join(" ", paths) + "]");
      }
      if (!tags.isEmpty()) {
        parts.add("tags [" + String.join(" ", tags) + "]");
      }
      return String.join(", ", parts);
    }
  }

  /** The groups in the order of their keys; none when there are no snapshots. */
  public static List<SnapshotGroup> of(List<StoredSnapshot> snapshots, GroupBy groupBy) {
    var groups = new HashMap<Key, List<StoredSnapshot>>();
    for (var stored : snapshots) {
      groups
          .computeIfAbsent(Key.of(stored.snapshot(), groupBy), key -> new ArrayList<>())
          .add(stored);
    }
    return groups.entrySet().stream()
        .map(entry -> new SnapshotGroup(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparing((SnapshotGroup group) -> group.key().hostname())
                .thenComparing(group -> String.join("\0", group.key().paths()))
                .thenComparing(group -> String.join("\0", group.key().tags())))
        .toList();
  }
}
