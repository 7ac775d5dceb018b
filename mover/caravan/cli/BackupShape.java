package caravan.cli;

import caravan.restic.json.JsonOutput;
import caravan.text.ElapsedText;
import caravan.text.PercentText;
import caravan.text.SizeText;
import java.util.ArrayList;
import java.util.List;

/** How a backup's progress is put, as restic does. */
final class BackupShape implements Progress.Shape {
  @Override
  public List<String> lines(Progress progress) {
    var lines = new ArrayList<String>();
    var time = ElapsedText.of(progress.elapsed());
    var bytes = SizeText.of(progress.bytes());
    if (!progress.hasTotal()) {
      lines.add(
          "[%s] %d files, %s, %d errors"
              .formatted(time, progress.files(), bytes, progress.errors()));
    } else {
      var remaining = progress.remaining();
      boolean isKnown = remaining.isPositive();
      lines.add(
          "[%s] %s%d files %s, total %d files %s, %d errors%s"
              .formatted(
                  time,
                  isKnown ? PercentText.of(progress.bytes(), progress.totalBytes()) + "  " : "",
                  progress.files(),
                  bytes,
                  progress.totalFiles(),
                  SizeText.of(progress.totalBytes()),
                  progress.errors(),
                  isKnown ? " ETA " + ElapsedText.of(remaining) : ""));
    }
    lines.addAll(progress.current());
    return lines;
  }

  @Override
  public JsonOutput json(Progress progress) {
    var out = StatusJson.begin(progress);
    StatusJson.member(out, "total_files", progress.totalFiles());
    StatusJson.member(out, "files_done", progress.files());
    StatusJson.member(out, "total_bytes", progress.totalBytes());
    StatusJson.member(out, "bytes_done", progress.bytes());
    StatusJson.member(out, "error_count", progress.errors());
    if (!progress.current().isEmpty()) {
      out.name("current_files").beginArray();
      progress.current().forEach(out::value);
      out.endArray();
    }
    return out.endObject();
  }
}
