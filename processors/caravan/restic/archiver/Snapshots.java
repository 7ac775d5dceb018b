package caravan.restic.archiver;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.GroupBy;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.restic.snapshot.Summary;
import caravan.restic.snapshot.Timestamp;
import java.util.List;

/** Finds the snapshot a backup is compared with, and saves the one it makes. */
final class Snapshots {
  private final Repository repository;
  private final BackupOptions options;
  private final GroupBy groupBy;

  /**
   * @param groupBy what a snapshot must have in common with its parent
   */
  Snapshots(Repository repository, BackupOptions options, GroupBy groupBy) {
    this.repository = repository;
    this.options = options;
    this.groupBy = groupBy;
  }

  /** The parent of a snapshot of that time, null for none. */
  StoredSnapshot parent(List<String> paths, Timestamp time) {
    if (options.force()) {
      return null;
    }
    var parent =
        options.parent() == null
            ? newest(paths, time)
            : new StoredSnapshot(options.parent(), repository.loadSnapshot(options.parent()));
    if (parent != null && !repository.index().contains(BlobType.TREE, parent.snapshot().tree())) {
      // Saved by another run after our index was loaded.
      repository.loadIndex();
    }
    return parent;
  }

  private StoredSnapshot newest(List<String> paths, Timestamp time) {
    var candidates = repository.snapshots();
    if (groupBy.tags()) {
      candidates =
          candidates.stream()
              .filter(stored -> stored.snapshot().tags().containsAll(options.tags()))
              .toList();
    }
    return ParentSearch.newest(
        candidates,
        groupBy.host() ? options.hostname() : null,
        groupBy.paths() ? paths : List.of(),
        time);
  }

  /** Saves the snapshot, unless it is not wanted: then null. */
  Id save(Snapshot snapshot, StoredSnapshot parent) {
    boolean isUnchanged = parent != null && parent.snapshot().tree().equals(snapshot.tree());
    if (options.dryRun() || options.skipIfUnchanged() && isUnchanged) {
      return null;
    }
    return repository.saveSnapshot(snapshot);
  }

  Snapshot of(List<String> paths, StoredSnapshot parent, Id tree, Summary summary) {
    var writer = options.writer();
    return new Snapshot(
        options.time() == null ? summary.backupStart() : options.time(),
        parent == null ? null : parent.id(),
        tree,
        paths,
        options.hostname(),
        writer.username(),
        writer.uid(),
        writer.gid(),
        options.excludePatterns(),
        options.tags(),
        null,
        options.programVersion(),
        summary,
        "");
  }
}
