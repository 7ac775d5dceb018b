package caravan.restic.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * Which snapshots a verb is about: of one of the hosts, with all tags of one of the tag lists, of
 * all the paths. An empty list does not narrow; an empty tag stands for a snapshot without tags.
 */
public record SnapshotFilter(List<String> hosts, List<List<String>> tags, List<String> paths) {
  public static final SnapshotFilter ALL = new SnapshotFilter(List.of(), List.of(), List.of());

  public boolean isEmpty() {
    return hosts.isEmpty() && tags.isEmpty() && paths.isEmpty();
  }

  public boolean accepts(Snapshot snapshot) {
    return (hosts.isEmpty() || hosts.contains(snapshot.hostname()))
        && (tags.isEmpty() || tags.stream().anyMatch(list -> hasTags(snapshot, list)))
        && snapshot.paths().containsAll(paths);
  }

  /** Splits one {@code --tag} or {@code --keep-tag} value at its commas. */
  public static List<String> parseTags(String text) {
    var list = new ArrayList<String>();
    for (var tag : text.split(",", -1)) {
      list.add(tag.strip());
    }
    return List.copyOf(list);
  }

  /** Whether the snapshot has all the tags. */
  public static boolean hasTags(Snapshot snapshot, List<String> tags) {
    for (var tag : tags) {
      if (tag.isEmpty() && snapshot.tags().isEmpty()) {
        return true;
      }
      if (!snapshot.tags().contains(tag)) {
        return false;
      }
    }
    return true;
  }

  /** As restic names a filter in its messages. */
  @Override
  public String toString() {
    var lists = tags.stream().map(Object::toString).toList();
    return "filter (Paths:[%s] Tags:[%s] Hosts:[%s])"
        .formatted(String.join(" ", paths), String.join(" ", lists), String.join(" ", hosts));
  }
}
