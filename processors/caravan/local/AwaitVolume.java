package caravan.local;

import caravan.api.ApiGroup;
import caravan.api.ObjectKey;
import caravan.api.ReplicationSource;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Waits until a source's volume is there, when a destination is to fill it. */
final class AwaitVolume extends LocalStep {
  private final LocalFolders folders;
  private final LocalObjects objects;

  AwaitVolume(LocalFolders folders, LocalObjects objects) {
    this.folders = folders;
    this.objects = objects;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var source = (ReplicationSource) pass.object();
    var volume = folders.volume(source.namespace(), source.spec().sourcePVC());
    return Files.isDirectory(volume) ? pass.due() : missing(pass, source, volume);
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
