package caravan.cli;

import caravan.restic.json.JsonOutput;
import caravan.restic.restorer.RestoreResult;
import caravan.text.ElapsedText;
import caravan.text.SizeText;
import java.time.Duration;
import java.util.List;

/** What a restore did, in restic's words or as its object. */
final class RestoreReport {
  private final Verb verb;

  RestoreReport(Verb verb) {
    this.verb = verb;
  }

  void print(RestoreResult result, Duration elapsed) {
    if (verb.isJson()) {
      verb.console().json(json(result, elapsed));
    } else {
      verb.console().line(text(result, elapsed));
    }
  }

  static String text(RestoreResult result, Duration elapsed) {
    boolean isAll =
        result.filesRestored() == result.totalFiles()
            && result.bytesRestored() == result.totalBytes();
    var what =
        isAll
            ? "%d files/dirs (%s)"
                .formatted(result.filesRestored(), SizeText.of(result.bytesRestored()))
            : "%d / %d files/dirs (%s / %s)"
                .formatted(
                    result.filesRestored(),
                    result.totalFiles(),
                    SizeText.of(result.bytesRestored()),
                    SizeText.of(result.totalBytes()));
    var text = new StringBuilder("Summary: Restored " + what + " in " + ElapsedText.of(elapsed));
    RestoreShape.appendSkippedAndDeleted(text, progress(result, elapsed));
    return text.toString();
  }

  static JsonOutput json(RestoreResult result, Duration elapsed) {
    var out = new JsonOutput().beginObject().member("message_type", "summary");
    StatusJson.member(out, "seconds_elapsed", elapsed.toSeconds());
    RestoreShape.counts(out, progress(result, elapsed));
    return out.endObject();
  }

  /** The last there is to tell. */
  private static Progress progress(RestoreResult result, Duration elapsed) {
    return new Progress(
        elapsed,
        result.filesRestored(),
        result.totalFiles(),
        result.bytesRestored(),
        result.totalBytes(),
        result.filesSkipped(),
        result.bytesSkipped(),
        result.filesDeleted(),
        0,
        List.of());
  }
}
