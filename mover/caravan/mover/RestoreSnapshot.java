package caravan.mover;

import caravan.restic.RestoreIncomplete;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.PosixException;
import caravan.restic.repository.LockMode;
import caravan.restic.restorer.NodeFilter;
import caravan.restic.restorer.RestoreListener;
import caravan.restic.restorer.RestoreOptions;
import caravan.restic.restorer.RestoreResult;
import caravan.restic.restorer.Restorer;
import caravan.text.ElapsedText;
import caravan.text.SizeText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Restores the chosen snapshot into the volume and proves every byte it wrote by its hash. */
final class RestoreSnapshot extends MoverStep {
  private static final String RESTORED_ATTRIBUTES = "user.";

  @Override
  void run(MoverRun run) {
    var environment = run.environment();
    var log = run.log();
    var stored = run.chosen();
    log.line(
        "restoring snapshot %s of %s at %s by %s@%s to .",
        stored.id().toShortString(),
        stored.snapshot().paths(),
        stored.snapshot().time(),
        stored.snapshot().username(),
        stored.snapshot().hostname());
    try (var lock = run.lock(LockMode.SHARED)) {
      run.loadIndex();
      var start = run.services().clock().instant();
      var result =
          new Restorer(
                  run.repository(),
                  stored.snapshot(),
                  options(environment),
                  new Listener(log, new RunProgress(log, run.services().clock())))
              .run();
      lock.ensureHeld();
      writeToDisk(environment);
      run.outcome().restored(stored.id(), result);
      report(log, result, Duration.between(start, run.services().clock().instant()));
    }
  }

  /** What is told to be restored must also be there when the node fails in the next moment. */
  private static void writeToDisk(MoverEnvironment environment) {
    var folder = environment.dataFolder().toAbsolutePath().toString();
    try (var target = Directory.open(BytePath.of(folder))) {
      target.syncFileSystem();
    } catch (PosixException e) {
      throw new RestoreIncomplete(
          "the restored files could not be written to disk: %s; look at the volume's storage, then restore again"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static RestoreOptions options(MoverEnvironment environment) {
    var target = environment.dataFolder().toAbsolutePath().toString();
    return new RestoreOptions(
        target.getBytes(StandardCharsets.UTF_8),
        "",
        NodeFilter.ALL,
        RestoreOptions.Overwrite.ALWAYS,
        environment.deletes(),
        false,
        true,
        false,
        false,
        name -> name.startsWith(RESTORED_ATTRIBUTES));
  }

  private static void report(MoverLog log, RestoreResult result, Duration elapsed) {
    log.line(
        "Summary: Restored %d files/dirs (%s) in %s",
        result.filesRestored(), SizeText.of(result.bytesRestored()), ElapsedText.of(elapsed));
    log.line("verified %d files against their hashes", result.filesVerified());
    if (!result.failures().isEmpty()) {
      throw new RestoreIncomplete(
          "There were %d errors; the first: %s"
              .formatted(result.failures().size(), result.failures().getFirst()));
    }
  }

  /** Tells in the log how it goes, and every failure. */
  private record Listener(MoverLog log, RunProgress progress) implements RestoreListener {
    @Override
    public void planned(long files, long bytes) {
      progress.total(bytes);
    }

    @Override
    public void written(long bytes) {
      progress.done(bytes);
    }

    @Override
    public void failed(String path, String reason) {
      log.line("ignoring error for %s: %s", path, reason);
    }
  }
}
