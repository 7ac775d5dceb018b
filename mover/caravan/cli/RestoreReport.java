package caravan.cli;

import caravan.restic.json.JsonOutput;
import caravan.restic.restorer.RestoreListener;
import caravan.restic.restorer.RestoreResult;
import caravan.text.ElapsedText;
import caravan.text.SizeText;
import java.time.Duration;
import java.util.Locale;

/** What a restore prints, in restic's words and objects. */
final class RestoreReport {
  private final Verb verb;

  RestoreReport(Verb verb) {
    this.verb = verb;
  }

  void print(RestoreResult result, Duration elapsed) {
    if (verb.isJson()) {
      verb.console().json(json(result, elapsed));
      return;
    }
    var text =
        new StringBuilder(
            "Summary: Restored %d files/dirs (%s) in %s"
                .formatted(
                    result.filesRestored(),
                    SizeText.of(result.bytesRestored()),
                    ElapsedText.of(elapsed)));
    if (result.filesSkipped() > 0) {
      text.append(
          ", skipped %d files/dirs %s"
              .formatted(result.filesSkipped(), SizeText.of(result.bytesSkipped())));
    }
    if (result.filesDeleted() > 0) {
      text.append(", deleted %d files/dirs".formatted(result.filesDeleted()));
    }
    verb.say(text.toString());
  }

  private static JsonOutput json(RestoreResult result, Duration elapsed) {
    var out = new JsonOutput().beginObject().member("message_type", "summary");
    member(out, "seconds_elapsed", elapsed.toSeconds());
    member(out, "total_files", result.totalFiles());
    member(out, "files_restored", result.filesRestored());
    member(out, "files_skipped", result.filesSkipped());
    member(out, "files_deleted", result.filesDeleted());
    member(out, "total_bytes", result.totalBytes());
    member(out, "bytes_restored", result.bytesRestored());
    member(out, "bytes_skipped", result.bytesSkipped());
    return out.endObject();
  }

  private static void member(JsonOutput out, String name, long value) {
    if (value != 0) {
      out.member(name, value);
    }
  }

  /** Tells of each file with {@code -vv}, of each failure always. */
  static final class Listener implements RestoreListener {
    private static final int EACH_FILE = 3;
    private final Verb verb;
    private final ProgressMeter meter;

    Listener(Verb verb, ProgressMeter meter) {
      this.verb = verb;
      this.meter = meter;
    }

    @Override
    public void planned(long files, long bytes) {
      meter.total(files, bytes);
    }

    @Override
    public void written(long bytes) {
      meter.addBytes(bytes);
    }

    @Override
    public void finished(String path, Action action, long bytes) {
      meter.addFile();
      if (verb.global.verbosity() < EACH_FILE) {
        return;
      }
      var word = action.name().toLowerCase(Locale.ROOT);
      if (verb.isJson()) {
        verb.console()
            .json(
                new JsonOutput()
                    .beginObject()
                    .member("message_type", "verbose_status")
                    .member("action", word)
                    .member("item", path)
                    .member("size", bytes)
                    .endObject());
      } else {
        verb.say("%-9s %s%s", word, path, bytes > 0 ? " with size " + SizeText.of(bytes) : "");
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
                    .member("during", "restore")
                    .member("item", path)
                    .endObject());
      } else {
        verb.warn("ignoring error for " + path + ": " + reason);
      }
    }
  }
}
