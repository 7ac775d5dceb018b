package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.Repository;
import caravan.restic.repository.Uploads;
import caravan.restic.snapshot.GroupBy;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.restic.snapshot.Timestamp;
import java.util.List;

/**
 * Saves files and directories as a snapshot: one thread walks, the others read, cut and save. Packs
 * and index are stored before the snapshot that needs them.
 */
public final class Archiver {
  private static final int MIN_WORKERS = 2;
  private final Repository repository;
  private final BackupOptions options;
  private final BackupRun run;

  /** Null to record the targets' own paths. */
  private List<String> recordedPaths;

  private GroupBy groupBy = GroupBy.HOST_AND_PATHS;

  /**
   * The repository's index is loaded; the caller holds a shared lock.
   *
   * @param ensureLockHeld asked before every step that must not happen without the lock, such as
   *     {@code lock::ensureHeld}
   */
  public Archiver(
      Repository repository,
      BackupOptions options,
      BackupListener listener,
      Runnable ensureLockHeld) {
    this.repository = repository;
    this.options = options;
    this.run = BackupRun.of(repository, options, listener, ensureLockHeld);
  }

  /** Records these paths instead of the targets' own, wherever the folder happens to be mounted. */
  public Archiver recordingAs(List<String> paths) {
    recordedPaths = List.copyOf(paths);
    return this;
  }

  /** Looks for a parent that has these things in common with the snapshot to be. */
  public Archiver groupingBy(GroupBy things) {
    groupBy = things;
    return this;
  }

  /**
   * Runs the backup, once.
   *
   * @throws InvalidInput when there is nothing to save
   */
  public BackupResult run() {
    var start = now();
    var targets = Targets.of(options.targets(), options.workingDirectory());
    for (var missing : targets.missing()) {
      run.failures().add(BytePath.of(missing), missing + " does not exist, skipping");
    }
    var snapshots = new Snapshots(repository, options, groupBy);
    var time = options.time() == null ? start : options.time();
    var paths = recordedPaths == null ? targets.paths() : recordedPaths;
    var parent = snapshots.parent(paths, time);
    run.listener().comparedWith(parent == null ? null : parent.id());
    try (var uploads = repository.uploads(options.dryRun())) {
      var tree = saveTrees(targets, parent, uploads);
      run.ensureLockHeld().run();
      uploads.flush();
      run.ensureLockHeld().run();
      var summary = run.tally().summary(start, now());
      var id = snapshots.save(snapshots.of(paths, parent, tree, summary), parent);
      var parentId = parent == null ? null : parent.id();
      return new BackupResult(id, parentId, tree, summary, run.failures().sorted());
    }
  }

  /** Saves all files and trees; returns the id of the root. */
  private Id saveTrees(Targets targets, StoredSnapshot parent, Uploads uploads) {
    var root = OpenTree.root();
    var scan = new Scan(targets.tree(), options, run.listener());
    var crew = new Crew(run.queue());
    try {
      if (options.scan()) {
        crew.start("scan", scan);
      }
      crew.start(
          "walker",
          () -> {
            walk(targets.tree(), root, parent, uploads);
            scan.stop();
          });
      int workers = Math.max(options.readConcurrency(), Runtime.getRuntime().availableProcessors());
      for (int i = 0; i < Math.max(workers, MIN_WORKERS); i++) {
        crew.start("archiver-" + i, new Worker(run, uploads));
      }
      crew.join();
    } finally {
      run.queue().release();
      run.directories().close();
    }
    if (root.children() == 0) {
      throw new InvalidInput("unable to save snapshot: snapshot is empty");
    }
    return root.id();
  }

  private void walk(TargetTree targets, OpenTree root, StoredSnapshot parent, Uploads uploads) {
    try (var saver = uploads.saver()) {
      var parents = new ParentTrees(run, parent);
      new Walker(run, saver, parents).walk(targets, root, parents.root());
    }
    run.queue().close();
  }

  private Timestamp now() {
    var now = options.clock().instant();
    return new NodeTimes(options.clock().getZone()).of(now.getEpochSecond(), now.getNano());
  }
}
