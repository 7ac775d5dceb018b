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
    String unknown) {}
