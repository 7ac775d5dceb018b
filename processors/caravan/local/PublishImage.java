package caravan.local;

import caravan.api.ImageReference;
import caravan.api.ReplicationDestination;
import caravan.replication.Names;
import caravan.replication.Reconciliation;
import caravan.restic.fs.Directory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;

/** Makes what was restored the destination's latest image: a folder that is whole or not there. */
final class PublishImage extends LocalStep {
  private final LocalFolders folders;
  private final Clock clock;

  PublishImage(LocalFolders folders, Clock clock) {
    this.folders = folders;
    this.clock = clock;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) throws IOException {
    var destination = (ReplicationDestination) pass.object();
    var restic = destination.restic();
    var target = folders.target(destination);
    sync(target);
    var volume =
        restic.destinationPVC() == null
            ? Names.destinationVolume(destination.name())
            : restic.destinationPVC();
    if (!restic.copyMethod().equals("Snapshot")) {
      return pass.withImage(ImageReference.claim(volume));
    }
    var name = imageName(destination.namespace(), volume);
    publish(target, folders.image(destination.namespace(), name), isTemporary(destination));
    return pass.withImage(ImageReference.snapshot(name));
  }

  /** Of this second, or of the first one after it that has no image. */
  private String imageName(String namespace, String volume) {
    for (var time = clock.instant(); ; time = time.plusSeconds(1)) {
      var name = Names.destinationImage(volume, time, clock.getZone());
      if (!Files.exists(folders.image(namespace, name))) {
        return name;
      }
    }
  }

  static boolean isTemporary(ReplicationDestination destination) {
    return destination.restic().destinationPVC() == null
        && Boolean.TRUE.equals(destination.restic().cleanupTempPVC());
  }

  private static void publish(Path target, Path image, boolean move) throws IOException {
    Files.createDirectories(image.getParent());
    var whole = target;
    if (!move) {
      whole = image.resolveSibling(image.getFileName() + ".partial");
      FolderRemoval.remove(whole);
      new FolderCopy(false).run(target, whole);
    }
    Files.move(whole, image, StandardCopyOption.ATOMIC_MOVE);
    sync(image.getParent());
  }

  private static void sync(Path folder) {
    try (var directory = Directory.open(folder.toString().getBytes(StandardCharsets.UTF_8))) {
      directory.syncFileSystem();
    }
  }
}
