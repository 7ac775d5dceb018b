package caravan.cli;

import caravan.restic.archiver.BackupResult;
import caravan.restic.json.JsonOutput;
import caravan.restic.snapshot.Summary;
import caravan.text.BackupText;
import caravan.text.ElapsedText;
import caravan.text.SizeText;
import java.time.Duration;
import java.util.Locale;

/** What a backup did, in restic's words or as its object. */
final class BackupReport {
  private static final int VERBOSE = 2;
  private static final double NANOS_PER_SECOND = 1e9;
  private final Verb verb;
  private final boolean isDryRun;

  BackupReport(Verb verb, boolean isDryRun) {
    this.verb = verb;
    this.isDryRun = isDryRun;
  }

  void print(BackupResult result, Duration elapsed) {
    if (verb.isJson()) {
      verb.console().json(json(result, elapsed));
    } else {
      text(result, elapsed);
    }
  }

  private void text(BackupResult result, Duration elapsed) {
    var summary = result.summary();
    verb.say("");
    counts(summary);
    verb.say(
        "%s the repository: %-5s (%-5s stored)",
        isDryRun ? "Would add to" : "Added to",
        SizeText.of(summary.dataAdded()),
        SizeText.of(summary.dataAddedPacked()));
    verb.say("");
    verb.say(
        "processed %d files, %s in %s",
        summary.totalFilesProcessed(),
        SizeText.of(summary.totalBytesProcessed()),
        ElapsedText.of(elapsed));
    if (result.snapshotId() != null) {
      verb.say("snapshot %s saved", result.snapshotId().toShortString());
    } else if (!isDryRun) {
      verb.say("skipped creating snapshot");
    }
  }

  private void counts(Summary summary) {
    BackupText.counts(summary).forEach(verb::say);
    verb.sayAt(VERBOSE, "Data Blobs:  %5d new".formatted(summary.dataBlobs()));
    verb.sayAt(VERBOSE, "Tree Blobs:  %5d new".formatted(summary.treeBlobs()));
  }

  private JsonOutput json(BackupResult result, Duration elapsed) {
    var summary = result.summary();
    var out =
        new JsonOutput()
            .beginObject()
            .member("message_type", "summary")
            .member("files_new", summary.filesNew())
            .member("files_changed", summary.filesChanged())
            .member("files_unmodified", summary.filesUnmodified())
            .member("dirs_new", summary.dirsNew())
            .member("dirs_changed", summary.dirsChanged())
            .member("dirs_unmodified", summary.dirsUnmodified())
            .member("data_blobs", summary.dataBlobs())
            .member("tree_blobs", summary.treeBlobs())
            .member("data_added", summary.dataAdded())
            .member("data_added_packed", summary.dataAddedPacked())
            .member("total_files_processed", summary.totalFilesProcessed())
            .member("total_bytes_processed", summary.totalBytesProcessed())
            .name("total_duration")
            .raw(String.format(Locale.ROOT, "%.9f", elapsed.toNanos() / NANOS_PER_SECOND))
            .member("backup_start", summary.backupStart().toString())
            .member("backup_end", summary.backupEnd().toString());
    if (result.snapshotId() != null) {
      out.member("snapshot_id", result.snapshotId());
    }
    if (isDryRun) {
      out.member("dry_run", true);
    }
    return out.endObject();
  }
}
