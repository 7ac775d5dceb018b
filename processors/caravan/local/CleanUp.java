package caravan.local;

import caravan.api.ImageReference;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationSource;
import caravan.replication.Names;
import caravan.replication.Reconciliation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Removes what a run leaves: a source's copy, a destination's older images and temporary folders.
 */
final class CleanUp extends LocalStep {
  private final LocalFolders folders;
  private final ImagesInUse images;

  CleanUp(LocalFolders folders, ImagesInUse images) {
    this.folders = folders;
    this.images = images;
  }

  /** Also after a failure: the next attempt makes its own copy. */
  @Override
  boolean isForAll() {
    return true;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) throws IOException {
    switch (pass.object()) {
      case ReplicationSource source -> FolderRemoval.remove(folders.copy(source));
      case ReplicationDestination destination -> cleanUp(destination);
    }
    return pass;
  }

  private void cleanUp(ReplicationDestination destination) throws IOException {
    var restic = destination.restic();
    if (PublishImage.isTemporary(destination)) {
      FolderRemoval.remove(folders.target(destination));
    }
    if (Boolean.TRUE.equals(restic.cleanupCachePVC())) {
      FolderRemoval.remove(folders.cache(destination));
    }
    var volume =
        restic.destinationPVC() == null
            ? Names.destinationVolume(destination.name())
            : restic.destinationPVC();
    removeOlderImages(
        folders.image(destination.namespace(), volume), destination.status().latestImage());
  }

  private void removeOlderImages(Path prefix, ImageReference latest) throws IOException {
    if (!Files.isDirectory(folders.images())) {
      return;
    }
    var name =
        Pattern.compile(Pattern.quote(prefix.getFileName().toString()) + "-\\d{14}(\\.partial)?");
    try (var found = Files.newDirectoryStream(folders.images())) {
      for (var image : found) {
        var file = image.getFileName().toString();
        boolean isLatest = latest != null && file.endsWith("_" + latest.name());
        if (name.matcher(file).matches() && !isLatest) {
          images.remove(image);
        }
      }
    }
  }
}
