package caravan.cli;

import caravan.restic.archiver.BackupListener;
import caravan.restic.archiver.BackupResult;
import caravan.restic.json.JsonOutput;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.text.ElapsedText;
import caravan.text.SizeText;
import java.time.Duration;
import java.util.Locale;

/** What a backup prints, in restic's words and objects. */
final class BackupReport {
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
    verb.say(
        result.parentId() == null
            ? "no parent snapshot found, will read all files"
            : "using parent snapshot " + result.parentId().toShortString());
    verb.say("");
    verb.say(
        "Files:       %5d new, %5d changed, %5d unmodified",
        summary.filesNew(), summary.filesChanged(), summary.filesUnmodified());
    verb.say(
        "Dirs:        %5d new, %5d changed, %5d unmodified",
        summary.dirsNew(), summary.dirsChanged(), summary.dirsUnmodified());
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
            .raw(String.format(Locale.ROOT, "%.9f", elapsed.toNanos() / 1e9))
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

  /** Tells of each file with {@code -vv}, of each failure always. */
  static final class Listener implements BackupListener {
    private static final int EACH_FILE = 3;
    private final Verb verb;
    private final ProgressMeter meter;

    Listener(Verb verb, ProgressMeter meter) {
      this.verb = verb;
      this.meter = meter;
    }

    @Override
    public void scanned(long files, long bytes, boolean done) {
      if (done) {
        meter.total(files, bytes);
      }
    }

    @Override
    public void read(long bytes) {
      meter.addBytes(bytes);
    }

    @Override
    public void finished(String path, Node node, Change change, long added, long stored) {
      if (node.type() == NodeType.FILE) {
        meter.addFile();
      }
      if (verb.global.verbosity() >= EACH_FILE && !verb.isJson()) {
        verb.say(
            "%-9s %s, saved in %s",
            change.name().toLowerCase(Locale.ROOT), path, SizeText.of(stored));
      }
    }

    @Override
    public void failed(String path, String reason) {
      if (verb.isJson()) {
        verb.console()
            .errorJson(
                new JsonOutput()
                    .beginObject()
                    .member("message_type", "error")
                    .name("error")
                    .beginObject()
                    .member("message", reason)
                    .endObject()
                    .member("during", "archival")
                    .member("item", path)
                    .endObject());
      } else {
        verb.warn("error: " + path + ": " + reason);
      }
    }
  }
}
