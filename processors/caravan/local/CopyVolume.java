package caravan.local;

import caravan.api.ApiGroup;
import caravan.api.ObjectKey;
import caravan.api.ReplicationSource;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Makes the copy of a source's volume that the mover reads; with {@code Direct} the volume itself.
 */
final class CopyVolume extends LocalStep {
  private final LocalFolders folders;
  private final LocalObjects objects;

  CopyVolume(LocalFolders folders, LocalObjects objects) {
    this.folders = folders;
    this.objects = objects;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var source = (ReplicationSource) pass.object();
    var volume = folders.volume(source.namespace(), source.spec().sourcePVC());
    if (!Files.isDirectory(volume)) {
      return missing(pass, source, volume);
    }
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
    return pass.withVolume(copy.toString());
  }

  private Reconciliation missing(Reconciliation pass, ReplicationSource source, Path volume) {
    var key =
        new ObjectKey(
            ApiGroup.PERSISTENT_VOLUME_CLAIM, source.namespace(), source.spec().sourcePVC());
    var claim = objects.manifests().claims().get(key);
    // A link whose disk is not mounted is nothing that a destination would fill.
    boolean isToBeFilled = !Files.exists(volume, LinkOption.NOFOLLOW_LINKS);
    return isToBeFilled && claim != null && claim.filledBy() != null
        ? pass.with(
            new Waiting(
                "the volume "
                    + key.name()
                    + " is not there until "
                    + claim.filledBy().name()
                    + " has filled it",
                null))
        : pass.with(
            new Failed(
                "spec.sourcePVC: the volume "
                    + key.name()
                    + " is missing: there is no folder "
                    + volume,
                "mount or create it"));
  }
}
