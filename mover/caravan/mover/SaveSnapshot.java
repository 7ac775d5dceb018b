package caravan.mover;

import caravan.restic.IncompleteException;
import caravan.restic.archiver.Archiver;
import caravan.restic.archiver.BackupOptions;
import caravan.restic.archiver.BackupResult;
import caravan.restic.archiver.DeviceIds;
import caravan.restic.repository.LockMode;
import caravan.text.BackupText;
import caravan.text.ElapsedText;
import caravan.text.SizeText;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Saves the volume as a snapshot of host {@code volsync} and path {@code /data}. */
final class SaveSnapshot extends MoverStep {
  private static final int READERS = 2;

  @Override
  void run(MoverRun run) {
    run.log().title("Starting backup");
    var repository = run.repository();
    try (var lock = run.lock(LockMode.SHARED)) {
      run.loadIndex();
      var start = run.services().clock().instant();
      var progress = new BackupProgress(run.log(), run.services().clock());
      var result =
          new Archiver(repository, options(run), progress, lock::ensureHeld)
              .recordingAs(List.of(MoverRun.PATH))
              .run();
      run.outcome().saved(result);
      report(run.log(), result, Duration.between(start, run.services().clock().instant()));
    }
  }

  private static BackupOptions options(MoverRun run) {
    var volume = run.environment().dataFolder().toAbsolutePath().normalize();
    var exclusion = run.environment().exclude();
    return new BackupOptions(
        List.of("."),
        volume.toString(),
        MoverRun.HOST,
        run.services().owner(),
        List.of(),
        null,
        run.services().clock(),
        null,
        false,
        excludes(exclusion),
        new VolumeFilter(volume, exclusion),
        DeviceIds.STABLE,
        false,
        false,
        false,
        false,
        false,
        true,
        READERS,
        run.services().program());
  }

  /** As the snapshot records them. */
  private static List<String> excludes(Exclusion exclusion) {
    return Stream.concat(Stream.of(LookAtSource.LOST_AND_FOUND), exclusion.patterns().stream())
        .toList();
  }

  private static void report(MoverLog log, BackupResult result, Duration elapsed) {
    var summary = result.summary();
    log.line(BackupText.parent(result.parentId()));
    log.blank();
    BackupText.counts(summary).forEach(log::line);
    log.line(
        "Added to the repository: %s (%s stored)",
        SizeText.of(summary.dataAdded()), SizeText.of(summary.dataAddedPacked()));
    log.blank();
    log.line(
        "processed %d files, %s in %s",
        summary.totalFilesProcessed(),
        SizeText.of(summary.totalBytesProcessed()),
        ElapsedText.of(elapsed));
    log.line("snapshot %s saved", result.snapshotId().toShortString());
    if (!result.failures().isEmpty()) {
      throw new IncompleteException(
          "%d items of the volume could not be read; the snapshot has the rest, and nothing older is forgotten. The first: %s"
              .formatted(result.failures().size(), result.failures().getFirst()));
    }
  }
}
