package caravan.restic.snapshot;

import caravan.restic.Id;
import java.util.List;

/**
 * One backup of one machine: when, of what, and the tree that holds it. Absent members are null
 * (ids, summary), empty (texts, lists) or zero (numbers). {@code unknown} is the raw JSON text of
 * members we do not know, kept when the snapshot is rewritten.
 */
public record Snapshot(
    Timestamp time,
    Id parent,
    Id tree,
    List<String> paths,
    String hostname,
    String username,
    int uid,
    int gid,
    List<String> excludes,
    List<String> tags,
    Id original,
    String programVersion,
    Summary summary,
    String unknown) {
  /** The same of a folder in it. */
  public Snapshot withTree(Id folder) {
    return with(folder, paths);
  }

  /** The same with its paths in another order. */
  public Snapshot withPaths(List<String> ordered) {
    return with(tree, ordered);
  }

  private Snapshot with(Id otherTree, List<String> otherPaths) {
    return new Snapshot(
        time,
        parent,
        otherTree,
        otherPaths,
        hostname,
        username,
        uid,
        gid,
        excludes,
        tags,
        original,
        programVersion,
        summary,
        unknown);
  }
}
