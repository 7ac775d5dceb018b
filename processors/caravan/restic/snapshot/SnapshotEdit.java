package caravan.restic.snapshot;

import caravan.restic.Id;
import java.util.List;

/** A copy of a snapshot in which some things are to be different. */
public final class SnapshotEdit {
  private final Snapshot source;
  private Timestamp time;
  private Id parent;
  private Id tree;
  private String hostname;
  private List<String> tags;
  private Id original;
  private Summary summary;

  private SnapshotEdit(Snapshot source) {
    this.source = source;
    time = source.time();
    parent = source.parent();
    tree = source.tree();
    hostname = source.hostname();
    tags = source.tags();
    original = source.original();
    summary = source.summary();
  }

  /** Begins with everything as it is. */
  public static SnapshotEdit of(Snapshot source) {
    return new SnapshotEdit(source);
  }

  /** Begins with a stored snapshot, and remembers which was the first version of it. */
  public static SnapshotEdit of(StoredSnapshot stored) {
    var edit = new SnapshotEdit(stored.snapshot());
    if (edit.original == null) {
      edit.original = stored.id();
    }
    return edit;
  }

  public SnapshotEdit time(Timestamp other) {
    time = other;
    return this;
  }

  public SnapshotEdit withoutParent() {
    parent = null;
    return this;
  }

  public SnapshotEdit tree(Id other) {
    tree = other;
    return this;
  }

  public SnapshotEdit hostname(String other) {
    hostname = other;
    return this;
  }

  public SnapshotEdit tags(List<String> others) {
    tags = List.copyOf(others);
    return this;
  }

  public SnapshotEdit original(Id other) {
    original = other;
    return this;
  }

  public SnapshotEdit summary(Summary other) {
    summary = other;
    return this;
  }

  public Snapshot build() {
    return new Snapshot(
        time,
        parent,
        tree,
        source.paths(),
        hostname,
        source.username(),
        source.uid(),
        source.gid(),
        source.excludes(),
        tags,
        original,
        source.programVersion(),
        summary,
        source.unknown());
  }
}
