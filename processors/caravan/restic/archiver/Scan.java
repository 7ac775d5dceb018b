package caravan.restic.archiver;

import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.FileStat;
import caravan.restic.fs.PosixException;

/**
 * Walks ahead of a backup to tell the listener how many files and bytes there are. What it cannot
 * read the backup itself will report.
 */
final class Scan implements Runnable {
  private final TargetTree targets;
  private final BackupOptions options;
  private final BackupListener listener;
  private long files;
  private long bytes;
  private volatile boolean isStopped;

  Scan(TargetTree targets, BackupOptions options, BackupListener listener) {
    this.targets = targets;
    this.options = options;
    this.listener = listener;
  }

  /** The backup has ended before the scan: the numbers are of no use any more. */
  void stop() {
    isStopped = true;
  }

  @Override
  public void run() {
    scan(targets);
    if (!isStopped) {
      listener.scanned(files, bytes, true);
    }
  }

  private void scan(TargetTree tree) {
    for (var target : tree.children().values()) {
      if (target.path() == null) {
        scan(target);
      } else {
        scanTarget(target);
      }
    }
  }

  private void scanTarget(TargetTree target) {
    var path = Targets.resolve(BytePath.of(options.workingDirectory()), target.path());
    try (var directory = Directory.open(Targets.parentOf(path))) {
      scan(directory, Targets.nameOf(path), target.isNamed());
    } catch (PosixException e) {
      // Told by the backup.
    }
  }

  private void scan(Directory directory, byte[] name, boolean isNamed) {
    if (isStopped) {
      return;
    }
    var stat = directory.statIfPresent(name);
    if (stat == null || !isNamed && !isWanted(directory, name, stat)) {
      return;
    }
    if (stat.isDirectory()) {
      scanDirectory(directory, name);
    } else if (stat.isRegular()) {
      files++;
      bytes += stat.sizeBytes();
    }
  }

  private boolean isWanted(Directory directory, byte[] name, FileStat stat) {
    return options.filter() == EntryFilter.ALL
        || options.filter().accepts(BytePath.join(directory.path(), name), stat);
  }

  private void scanDirectory(Directory above, byte[] name) {
    try (var directory = above.child(name)) {
      for (byte[] entry : directory.names()) {
        scan(directory, entry, false);
      }
    } catch (PosixException e) {
      // Told by the backup.
    }
    listener.scanned(files, bytes, false);
  }
}
