package caravan.local;

import caravan.api.ObjectKey;
import caravan.api.PersistentVolumeClaim;
import caravan.manifest.ObjectStatus;
import caravan.manifest.StatusFolder;
import caravan.replication.Population;
import caravan.replication.Progress;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.restic.fs.Directory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims that a destination fills: a volume that is not there grows out of sight and is put in
 * its place when it is whole. A volume that is there, even an empty one, is never touched.
 */
public final class LocalClaims {
  private static final Logger LOG = LoggerFactory.getLogger(LocalClaims.class);

  private final LocalFolders folders;
  private final LocalObjects objects;
  private final StatusFolder statuses;
  private final ImagesInUse images;

  LocalClaims(
      LocalFolders folders, LocalObjects objects, StatusFolder statuses, ImagesInUse images) {
    this.folders = folders;
    this.objects = objects;
    this.statuses = statuses;
    this.images = images;
  }

  /** The claims whose volume is not there, or was never noticed to be. */
  List<ObjectKey> due() {
    return objects.manifests().claims().values().stream()
        .filter(claim -> claim.filledBy() != null)
        .map(PersistentVolumeClaim::key)
        .filter(key -> !isBound(key) || !status(key).isBound())
        .toList();
  }

  /** A pass over the claim, null when it is gone or nobody fills it. */
  Population pass(ObjectKey key) {
    var claim = objects.manifests().claims().get(key);
    if (claim == null || claim.filledBy() == null) {
      return null;
    }
    var destination = objects.destination(claim.filledBy());
    return Population.of(claim, destination, isBound(key), lostAt(key));
  }

  /** Whether a claim needs a newer image than this destination has. */
  boolean isDemanded(ObjectKey destination) {
    return objects.manifests().claims().values().stream()
        .filter(claim -> destination.equals(claim.filledBy()))
        .anyMatch(claim -> pass(claim.key()).isDemanding());
  }

  /** Fills the volume; it is there as a whole or not at all. */
  public Population fill(Population pass) {
    var key = pass.claim().key();
    var image = folders.image(pass.destination(), pass.image());
    try (var _ = images.use(image)) {
      if (!Files.isDirectory(folders.volumes()) || !Files.isDirectory(image)) {
        var missing = Files.isDirectory(folders.volumes()) ? image : folders.volumes();
        return pass.with(
            new Failed("there is no folder " + missing, "mount it, or let the destination run"));
      }
      var filling = folders.filling(key);
      Files.createDirectories(filling.getParent());
      FolderRemoval.remove(filling);
      new FolderCopy(false).run(image, filling);
      place(filling, folders.volume(key.namespace(), key.name()));
      return pass.filled();
    } catch (UncheckedIOException e) {
      return pass.with(new Failed("cannot fill the volume: " + e.getMessage(), ""));
    } catch (IOException e) {
      return pass.with(new Failed("cannot fill the volume: " + LocalStep.describe(e), ""));
    }
  }

  /** What somebody put there meanwhile is kept: the move fails. */
  private static void place(Path filling, Path volume) throws IOException {
    Files.move(filling, volume, StandardCopyOption.ATOMIC_MOVE);
    var parent = volume.toAbsolutePath().getParent().toString();
    try (var folder = Directory.open(parent.getBytes(StandardCharsets.UTF_8))) {
      folder.syncFileSystem();
    }
  }

  /** Writes what is known of the claim, and says it when it is new. */
  public Population store(Population pass) throws IOException {
    var key = pass.claim().key();
    var before = status(key);
    var now = after(pass, before);
    if (!now.equals(before)) {
      statuses.write(key, ObjectStatus.of("v1", key, null, now));
      LOG.info("{}: {}", key, now.isBound() ? bound(now) : now.message());
    }
    return pass;
  }

  private ClaimStatus after(Population pass, ClaimStatus before) {
    return switch (pass.progress()) {
      case Waiting(var why, _, _) -> before.pending("Waiting: " + why);
      case Failed failure -> before.pending(failure.message());
      case Progress.Again(var why) -> before.pending(why);
      case Progress.Ready _ -> before.isBound() ? before : boundNow(pass);
    };
  }

  private ClaimStatus boundNow(Population pass) {
    var now = objects.now().truncatedTo(ChronoUnit.SECONDS);
    return ClaimStatus.bound(now, pass.wasFilled() ? pass.image().name() : null);
  }

  private static String bound(ClaimStatus status) {
    return status.filledFrom() == null
        ? "its volume is there"
        : "its volume was filled from " + status.filledFrom();
  }

  /** A link to a disk that is not mounted is there, too. */
  private boolean isBound(ObjectKey key) {
    return Files.exists(folders.volume(key.namespace(), key.name()), LinkOption.NOFOLLOW_LINKS);
  }

  private Instant lostAt(ObjectKey key) {
    var backup = objects.lastBackup(key);
    var seen = status(key).boundTime();
    if (backup == null || seen == null) {
      return backup == null ? seen : backup;
    }
    return backup.isAfter(seen) ? backup : seen;
  }

  private ClaimStatus status(ObjectKey key) {
    try {
      var read = statuses.read(key, ClaimStatus.class).map(ObjectStatus::status);
      return read.orElse(ClaimStatus.NEW);
    } catch (IOException e) {
      LOG.error("{}: its status is damaged, so it starts anew: {}", key, e.getMessage());
      return ClaimStatus.NEW;
    }
  }
}
