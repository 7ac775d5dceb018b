package caravan.local;

import caravan.api.ReplicationSource;
import caravan.replication.Progress.Failed;
import caravan.replication.Reconciliation;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Makes the copy of a source's volume that the mover reads; with {@code Direct} the volume itself.
 */
final class CopyVolume extends LocalStep {
  private final LocalFolders folders;

  CopyVolume(LocalFolders folders) {
    this.folders = folders;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var source = (ReplicationSource) pass.object();
    var volume = folders.volume(source.namespace(), source.spec().sourcePVC());
    var attempt = pass.attempting();
    return switch (source.restic().copyMethod()) {
      case "Direct", "None" -> attempt.withLivingVolume(volume.toString());
      default -> copied(attempt, volume, folders.copy(source));
    };
  }

  /** An attempt has a copy of its own: what an earlier one left behind is older. */
  private static Reconciliation copied(Reconciliation pass, Path volume, Path copy) {
    FolderRemoval.remove(copy);
    try {
      new FolderCopy(true).run(volume, copy);
    } catch (UncheckedIOException e) {
      return pass.with(
          new Failed(
              "cannot copy the volume: " + e.getMessage(),
              "make room and run as a user who may keep owners, or use copyMethod Direct"));
    }
    return pass.withVolume(copy.toString()).copied();
  }
}
