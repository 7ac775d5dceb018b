package caravan.restic.rewriter;

import caravan.restic.Id;
import caravan.restic.backend.FileType;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.SnapshotEdit;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.restic.snapshot.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores a changed snapshot, and only then deletes the old one where that is wanted. New trees are
 * stored and indexed before.
 */
public final class SnapshotReplacement {
  private final Repository repository;
  private final RewriteOptions options;
  private final RewriteListener listener;
  private final Runnable ensureLockHeld;

  /**
   * @param ensureLockHeld asked before anything is stored or deleted
   */
  public SnapshotReplacement(
      Repository repository,
      RewriteOptions options,
      RewriteListener listener,
      Runnable ensureLockHeld) {
    this.repository = repository;
    this.options = options;
    this.listener = listener;
    this.ensureLockHeld = ensureLockHeld;
  }

  /**
   * @param tree the new root, null when there is none
   * @param summary null to keep what the snapshot has
   * @return whether the snapshot is, or would be, another
   */
  public boolean replace(StoredSnapshot old, Id tree, Summary summary) {
    if (tree == null) {
      return remove(old);
    }
    var snapshot = old.snapshot();
    boolean isSameSummary = summary == null || summary.equals(snapshot.summary());
    if (tree.equals(snapshot.tree()) && isSameSummary && !options.changesMetadata()) {
      return false;
    }
    if (!options.dryRun()) {
      listener.changing(options.host(), options.time());
      ensureLockHeld.run();
    }
    listener.saved(
        options.dryRun() ? null : repository.saveSnapshot(edit(old, tree, summary).build()));
    if (options.forget()) {
      delete(old);
      listener.removedOld(old.id());
    }
    if (options.dryRun()) {
      listener.changing(options.host(), options.time());
    }
    return true;
  }

  private boolean remove(StoredSnapshot old) {
    if (!options.forget()) {
      listener.keptUnreadable(old.id());
      return false;
    }
    delete(old);
    listener.removedEmpty(old.id());
    return true;
  }

  private void delete(StoredSnapshot old) {
    if (!options.dryRun()) {
      ensureLockHeld.run();
      repository.delete(FileType.SNAPSHOTS, old.id());
    }
  }

  private SnapshotEdit edit(StoredSnapshot old, Id tree, Summary summary) {
    var edit = SnapshotEdit.of(old).original(old.id()).tree(tree);
    if (summary != null) {
      edit.summary(summary);
    }
    if (!options.forget()) {
      edit.tags(withTag(old.snapshot().tags()));
    }
    if (options.host() != null) {
      edit.hostname(options.host());
    }
    if (options.time() != null) {
      edit.time(options.time());
    }
    return edit;
  }

  private List<String> withTag(List<String> tags) {
    if (tags.contains(options.tag())) {
      return tags;
    }
    var more = new ArrayList<>(tags);
    more.add(options.tag());
    return more;
  }
}
