package caravan.restic.archiver;

import caravan.restic.archiver.BackupListener.Change;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;

/** What all threads of one backup share. */
record BackupRun(
    Repository repository,
    BackupOptions options,
    BackupListener listener,
    Failures failures,
    Tally tally,
    Inspector inspector,
    FileQueue queue,
    OpenDirectories directories,
    Runnable ensureLockHeld) {

  static BackupRun of(
      Repository repository,
      BackupOptions options,
      BackupListener listener,
      Runnable ensureLockHeld) {
    var failures = new Failures(listener);
    return new BackupRun(
        repository,
        options,
        listener,
        failures,
        new Tally(),
        new Inspector(options, failures),
        new FileQueue(),
        new OpenDirectories(),
        ensureLockHeld);
  }

  /**
   * A node is complete: counts it and tells the listener.
   *
   * @return the parent's node when that has the same text, else null
   */
  ParentNode finished(String path, Node node, ParentNode previous, Added added) {
    var change = tally.count(node, previous == null ? null : previous.node());
    listener.finished(path, node, change, added.bytes(), added.storedBytes());
    return change == Change.UNCHANGED && previous.isTextOf(node) ? previous : null;
  }
}
