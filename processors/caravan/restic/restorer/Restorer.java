package caravan.restic.restorer;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.Errno;
import caravan.restic.fs.PosixException;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.TreeReader;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Brings a snapshot's files back into a folder, and never a byte outside it. A run that ends early,
 * however it ends, leaves what the next one compares and completes.
 */
public final class Restorer {
  private static final int MAX_READERS = 8;
  private static final byte[] ROOT = {'/'};
  private final Repository repository;
  private final Snapshot snapshot;
  private final RestoreOptions options;
  private final Run run;

  /** The repository's index is loaded; the caller holds a shared lock. */
  public Restorer(
      Repository repository, Snapshot snapshot, RestoreOptions options, RestoreListener listener) {
    this.repository = repository;
    this.snapshot = snapshot;
    this.options = options;
    var failures = new Failures(options.target(), listener);
    run = new Run(repository, options, new RestorePlan(), failures, new Tally(listener));
  }

  public RestoreResult run() {
    if (options.delete()
        && options.filter() == NodeFilter.ALL
        && Arrays.equals(BytePath.clean(options.target()), ROOT)) {
      throw new InvalidInput(
          "deleting in / would remove this system: choose another target, or an include or exclude filter");
    }
    var tree = tree();
    try (var target = openTarget()) {
      restore(tree, target);
    }
    return run.tally().result(run.failures());
  }

  private void restore(Id tree, Directory target) {
    run.plan().directories().add(DirectoryTable.ROOT, new byte[0]);
    var root = Place.root(target);
    new TreeWalk(repository, options, run.failures(), new PlanningWalk(run)).run(root, tree);
    var sparse = new SparseFiles(run);
    var opener = new FileOpener(run, sparse);
    forEachFile(() -> new Comparison(run, opener, target));
    run.tally().planned();
    if (!options.dryRun()) {
      restoreContent(opener, sparse, target);
    }
    if (options.verify() && !options.dryRun()) {
      forEachFile(() -> new Verification(run, target));
    }
    try (var walk = new MetadataWalk(run, target)) {
      new TreeWalk(repository, options, run.failures(), walk).run(root, tree);
    }
  }

  private void restoreContent(FileOpener opener, SparseFiles sparse, Directory target) {
    var order = new PackOrder(run.files(), repository.index());
    try (var writer = new PieceWriter(run, opener, sparse)) {
      Crew.run(
          repository.backend().connections(),
          order.packs(),
          () -> new PackWorker(run, order, writer, target));
    }
  }

  private void forEachFile(Supplier<Crew.Member> members) {
    int readers = Math.min(MAX_READERS, 2 * Runtime.getRuntime().availableProcessors());
    Crew.run(readers, run.files().files(), members);
  }

  /** Null when a dry run finds none. */
  private Directory openTarget() {
    try {
      return options.dryRun()
          ? Directory.open(options.target())
          : Directory.create(options.target());
    } catch (PosixException e) {
      if (options.dryRun() && e.errno() == Errno.ENOENT) {
        return null;
      }
      throw new InvalidInput(
          "cannot use %s as target: %s".formatted(BytePath.display(options.target()), e.reason()),
          e);
    }
  }

  /** The tree whose content is restored: the snapshot's, or that of its subfolder. */
  private Id tree() {
    var tree = snapshot.tree();
    for (byte[] name :
        BytePath.components(BytePath.clean(BytePath.of("/" + options.subfolder())))) {
      tree = subtree(tree, name);
    }
    return tree;
  }

  private Id subtree(Id tree, byte[] name) {
    var nodes = TreeReader.nodes(repository.loadBlob(BlobType.TREE, tree));
    return nodes.stream()
        .filter(node -> Arrays.equals(node.name(), name))
        .filter(node -> node.type() == NodeType.DIR && node.subtree() != null)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "the snapshot has no folder %s: \"%s\" is missing or no folder; `ls` shows what there is"
                        .formatted(options.subfolder(), BytePath.display(name))))
        .subtree();
  }
}
