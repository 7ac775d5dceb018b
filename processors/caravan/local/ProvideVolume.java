package caravan.local;

import caravan.api.ReplicationDestination;
import caravan.replication.Progress.Failed;
import caravan.replication.Reconciliation;
import java.io.IOException;
import java.nio.file.Files;

/** Makes the folder that a destination restores into. */
final class ProvideVolume extends LocalStep {
  private final LocalFolders folders;

  ProvideVolume(LocalFolders folders) {
    this.folders = folders;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) throws IOException {
    var target = folders.target((ReplicationDestination) pass.object());
    if (!Files.isDirectory(folders.volumes())) {
      // Never made: it may be a disk that is not mounted.
      return pass.with(new Failed("there is no folder " + folders.volumes(), "mount or create it"));
    }
    Files.createDirectories(target);
    return pass.attempting().withVolume(target.toString());
  }
}
