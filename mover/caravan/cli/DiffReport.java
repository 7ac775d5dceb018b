package caravan.cli;

import caravan.restic.ResticException;
import caravan.restic.json.JsonOutput;
import caravan.restic.walker.SnapshotDiff;
import caravan.text.SizeText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints differences as they are found, then their numbers. */
final class DiffReport implements SnapshotDiff.Listener {
  private final Verb verb;

  DiffReport(Verb verb) {
    this.verb = verb;
  }

  @Override
  public void changed(byte[] path, String modifier) {
    if (verb.global.quiet) {
      return;
    }
    if (verb.isJson()) {
      verb.console()
          .json(
              new JsonOutput()
                  .beginObject()
                  .member("message_type", "change")
                  .name("path")
                  .valueOfUtf8(path)
                  .member("modifier", modifier)
                  .endObject());
      return;
    }
    var line = new ByteArrayOutputStream();
    line.writeBytes("%-5s".formatted(modifier).getBytes(StandardCharsets.US_ASCII));
    line.writeBytes(path);
    line.write('\n');
    verb.console().bytes(line.toByteArray());
  }

  @Override
  public void failed(ResticException cause) {
    verb.warn("error: " + cause.getMessage());
  }

  void print(List<String> names, SnapshotDiff.Result result) {
    if (verb.isJson()) {
      verb.console().json(json(names, result));
      return;
    }
    var added = result.added();
    var removed = result.removed();
    var console = verb.console();
    console.line("");
    console.line(
        "Files:       %5d new, %5d removed, %5d changed",
        added.files(), removed.files(), result.changedFiles());
    console.line("Dirs:        %5d new, %5d removed", added.dirs(), removed.dirs());
    console.line("Others:      %5d new, %5d removed", added.others(), removed.others());
    console.line("Data Blobs:  %5d new, %5d removed", added.dataBlobs(), removed.dataBlobs());
    console.line("Tree Blobs:  %5d new, %5d removed", added.treeBlobs(), removed.treeBlobs());
    console.line("  Added:   %-5s", SizeText.of(added.bytes()));
    console.line("  Removed: %-5s", SizeText.of(removed.bytes()));
  }

  private static JsonOutput json(List<String> names, SnapshotDiff.Result result) {
    var out =
        new JsonOutput()
            .beginObject()
            .member("message_type", "statistics")
            .member("source_snapshot", names.get(0))
            .member("target_snapshot", names.get(1))
            .member("changed_files", result.changedFiles());
    numbers(out.name("added"), result.added());
    numbers(out.name("removed"), result.removed());
    return out.endObject();
  }

  private static void numbers(JsonOutput out, SnapshotDiff.Numbers numbers) {
    out.beginObject()
        .member("files", numbers.files())
        .member("dirs", numbers.dirs())
        .member("others", numbers.others())
        .member("data_blobs", numbers.dataBlobs())
        .member("tree_blobs", numbers.treeBlobs())
        .member("bytes", numbers.bytes())
        .endObject();
  }
}
