package caravan.cli;

import caravan.restic.json.JsonOutput;
import caravan.text.ElapsedText;
import caravan.text.PercentText;
import caravan.text.SizeText;
import java.util.List;

/** How a restore's progress is put, as restic does. */
final class RestoreShape implements Progress.Shape {
  @Override
  public List<String> lines(Progress progress) {
    var text =
        new StringBuilder(
            "[%s] %s  %d files/dirs %s, total %d files/dirs %s"
                .formatted(
                    ElapsedText.of(progress.elapsed()),
                    PercentText.of(progress.bytes(), progress.totalBytes()),
                    progress.files(),
                    SizeText.of(progress.bytes()),
                    progress.totalFiles(),
                    SizeText.of(progress.totalBytes())));
    appendSkippedAndDeleted(text, progress);
    return List.of(text.toString());
  }

  static void appendSkippedAndDeleted(StringBuilder text, Progress progress) {
    if (progress.skippedFiles() > 0) {
      text.append(
          ", skipped %d files/dirs %s"
              .formatted(progress.skippedFiles(), SizeText.of(progress.skippedBytes())));
    }
    if (progress.deletedFiles() > 0) {
      text.append(", deleted %d files/dirs".formatted(progress.deletedFiles()));
    }
  }

  @Override
  public JsonOutput json(Progress progress) {
    var out = StatusJson.begin(progress);
    counts(out, progress);
    return out.endObject();
  }

  /** The members that tell how much was restored, the same in the end as on the way. */
  static void counts(JsonOutput out, Progress progress) {
    StatusJson.member(out, "total_files", progress.totalFiles());
    StatusJson.member(out, "files_restored", progress.files());
    StatusJson.member(out, "files_skipped", progress.skippedFiles());
    StatusJson.member(out, "files_deleted", progress.deletedFiles());
    StatusJson.member(out, "total_bytes", progress.totalBytes());
    StatusJson.member(out, "bytes_restored", progress.bytes());
    StatusJson.member(out, "bytes_skipped", progress.skippedBytes());
  }
}
