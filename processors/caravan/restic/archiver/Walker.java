package caravan.restic.archiver;

import caravan.restic.archiver.ChangeDetection.Verdict;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.Errno;
import caravan.restic.fs.FileStat;
import caravan.restic.fs.PosixException;
import caravan.restic.repository.BlobSaver;
import caravan.restic.snapshot.GoFileMode;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks directories depth first beside the parent's trees. What is unchanged, or no file, goes into
 * the tree at once; files to be read go to the queue.
 */
final class Walker {
  private final BackupRun run;
  private final TreeSaver trees;
  private final ParentTrees parents;
  private final ChangeDetection changes;
  private final Map<byte[], Directory> places = new TreeMap<>(Arrays::compareUnsigned);
  private final byte[] workingDirectory;

  Walker(BackupRun run, BlobSaver saver, ParentTrees parents) {
    this.run = run;
    this.trees = new TreeSaver(run, saver);
    this.parents = parents;
    this.changes = new ChangeDetection(run.repository().index(), run.options());
    this.workingDirectory = BytePath.of(run.options().workingDirectory());
  }

  /** Walks all targets below one directory of the snapshot, which is sealed afterwards. */
  void walk(TargetTree targets, OpenTree tree, ParentTree parent) {
    targets
        .children()
        .forEach(
            (name, target) -> {
              var previous = parent.find(name);
              try {
                if (target.path() == null) {
                  onTheWay(name, target, tree, previous);
                } else {
                  target(name, target, tree, previous);
                }
              } catch (PosixException e) {
                leaveOut(resolve(target.path() == null ? target.onTheWay() : target.path()), e);
              }
            });
    trees.seal(tree, parent);
  }

  private void onTheWay(byte[] name, TargetTree target, OpenTree tree, ParentNode previous) {
    var directory = run.directories().add(Directory.open(resolve(target.onTheWay())));
    var node = run.inspector().onTheWay(directory, name);
    var child = tree.child(node, previous, directory);
    walk(target, child, parents.of(previous, directory.path()));
  }

  private void target(byte[] name, TargetTree target, OpenTree tree, ParentNode previous) {
    var path = resolve(target.path());
    var directory = tree.directory() != null ? tree.directory() : place(Targets.parentOf(path));
    var entry = new Entry(directory, Targets.nameOf(path), name);
    save(entry, tree, previous, target.isNamed());
  }

  /** A directory that holds targets at the root of the snapshot, opened once. */
  private Directory place(byte[] path) {
    return places.computeIfAbsent(path, absent -> run.directories().add(Directory.open(absent)));
  }

  private byte[] resolve(byte[] target) {
    return Targets.resolve(workingDirectory, target);
  }

  private void entries(Directory directory, List<byte[]> names, OpenTree tree, ParentTree parent) {
    byte[] last = null;
    for (byte[] name : names) {
      // A directory that changes while it is listed may name an entry twice.
      if (!Arrays.equals(name, last)) {
        var previous = parent.find(name);
        var entry = Entry.of(directory, name);
        try {
          save(entry, tree, previous, false);
        } catch (PosixException e) {
          leaveOut(entry.path(), e);
        }
      }
      last = name;
    }
    trees.seal(tree, parent);
  }

  private void save(Entry entry, OpenTree tree, ParentNode previous, boolean isNamed) {
    var stat = entry.directory().stat(entry.name());
    var type = GoFileMode.typeOf(stat.mode());
    if (type == NodeType.SOCKET || !isNamed && !isWanted(entry, stat)) {
      return;
    }
    switch (type) {
      case DIR -> directory(entry, stat, tree, previous);
      case FILE -> file(entry, stat, tree, previous);
      case IRREGULAR -> run.failures().add(entry.path(), "has a type that cannot be saved");
      default -> complete(run.inspector().node(entry, stat), tree, previous);
    }
  }

  private boolean isWanted(Entry entry, FileStat stat) {
    var filter = run.options().filter();
    return filter == EntryFilter.ALL || filter.accepts(entry.path(), stat);
  }

  private void directory(Entry entry, FileStat stat, OpenTree tree, ParentNode previous) {
    run.queue().ensureRunning();
    run.ensureLockHeld().run();
    var directory = run.directories().add(entry.directory().child(entry.name()));
    List<byte[]> names;
    try {
      names = directory.names();
    } catch (PosixException e) {
      run.directories().close(directory);
      throw e;
    }
    var child = tree.child(run.inspector().node(entry, stat), previous, directory);
    entries(directory, names, child, parents.of(previous, directory.path()));
  }

  private void file(Entry entry, FileStat stat, OpenTree tree, ParentNode previous) {
    var verdict = changes.compare(stat, previous == null ? null : previous.node());
    if (verdict == Verdict.UNCHANGED) {
      run.listener().read(stat.sizeBytes());
      var content = previous.node().content();
      complete(run.inspector().file(entry, stat, content, stat.sizeBytes()), tree, previous);
      return;
    }
    if (verdict == Verdict.UNCHANGED_BUT_LOST) {
      run.failures()
          .add(
              entry.path(),
              "parts of %s not found in the repository index; storing the file again"
                  .formatted(BytePath.display(entry.path())));
    }
    run.queue().put(new FileTask(tree.reserve(), entry, previous, stat.sizeBytes()));
  }

  private void complete(Node node, OpenTree tree, ParentNode previous) {
    var path = BytePath.display(tree.pathOf(node.name()));
    tree.add(node, run.finished(path, node, previous, Added.NOTHING));
  }

  /** An entry that vanished meanwhile is not there to be saved; any other failure is told. */
  private void leaveOut(byte[] path, PosixException e) {
    if (e.errno() != Errno.ENOENT) {
      run.failures().add(path, e);
    }
  }
}
