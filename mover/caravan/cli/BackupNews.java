package caravan.cli;

import caravan.restic.Id;
import caravan.restic.archiver.BackupListener;
import caravan.restic.json.JsonOutput;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.text.BackupText;
import caravan.text.SizeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of a backup under way: of each item with {@code -vv}, of each failure always. */
final class BackupNews implements BackupListener {
  private static final int VERBOSE = 2;
  private static final int EACH_ITEM = 3;
  private static final double MILLIS_PER_SECOND = 1e3;
  private final Verb verb;
  private final ProgressMeter meter;
  private final Instant start;
  private final Map<String, Instant> open = new ConcurrentHashMap<>();

  /** Bytes before and after they were packed, and for the scan the number of files. */
  private record Sizes(
      long data, long dataStored, long metadata, long metadataStored, long totalFiles) {}

  BackupNews(Verb verb, ProgressMeter meter) {
    this.verb = verb;
    this.meter = meter;
    start = now();
  }

  @Override
  public void comparedWith(Id parent) {
    verb.say(BackupText.parent(parent));
  }

  @Override
  public void scanned(long files, long bytes, boolean done) {
    if (!done) {
      return;
    }
    meter.total(files, bytes);
    var taken = Duration.between(start, now());
    if (!verb.isJson()) {
      verb.sayAt(
          VERBOSE,
          "scan finished in %.3fs: %d files, %s"
              .formatted(seconds(taken), files, SizeText.of(bytes)));
    } else if (isTelling()) {
      verb.console().json(status("scan_finished", "", taken, new Sizes(bytes, 0, 0, 0, files)));
    }
  }

  @Override
  public void started(String path) {
    open.put(path, now());
    meter.start(path);
  }

  @Override
  public void read(long bytes) {
    meter.addBytes(bytes);
  }

  @Override
  public void finished(String path, Node node, Change change, long added, long stored) {
    var begin = open.remove(path);
    meter.end(path);
    boolean isFile = node.type() == NodeType.FILE;
    if (isFile) {
      meter.addFile();
    }
    if (!isTelling() || !isFile && node.type() != NodeType.DIR) {
      return;
    }
    var taken = begin == null ? Duration.ZERO : Duration.between(begin, now());
    var word = change.name().toLowerCase(Locale.ROOT);
    if (verb.isJson()) {
      boolean isUnchanged = change == Change.UNCHANGED;
      long size = isFile && !isUnchanged ? node.attributes().sizeBytes() : 0;
      var sizes = isFile ? new Sizes(size, stored, 0, 0, 0) : new Sizes(0, 0, added, stored, 0);
      verb.console().json(status(word, path, taken, sizes));
    } else if (change == Change.UNCHANGED) {
      verb.say("unchanged " + path);
    } else {
      verb.say("%-9s %s, %s", word, path, saved(taken, isFile, added, stored));
    }
  }

  @Override
  public void failed(String path, String reason) {
    open.remove(path);
    meter.addError();
    boolean isMissing = reason.endsWith("does not exist, skipping");
    if (verb.isJson()) {
      var during = isMissing ? "scan" : "archival";
      verb.console().errorJson(StatusJson.error(reason, during, path));
    } else if (isMissing) {
      verb.warn(reason);
    } else {
      verb.warn("error: " + (reason.contains(path) ? "" : path + ": ") + reason);
    }
  }

  private boolean isTelling() {
    return verb.global.verbosity() >= EACH_ITEM;
  }

  private static String saved(Duration taken, boolean isFile, long added, long stored) {
    var text =
        String.format(
            Locale.ROOT,
            "saved in %.3fs (%s added, %s stored",
            seconds(taken),
            SizeText.of(isFile ? added : 0),
            SizeText.of(isFile ? stored : 0));
    return text + (isFile ? ")" : ", " + SizeText.of(stored) + " metadata)");
  }

  private static JsonOutput status(String action, String item, Duration taken, Sizes sizes) {
    return new JsonOutput()
        .beginObject()
        .member("message_type", "verbose_status")
        .member("action", action)
        .member("item", item)
        .name("duration")
        .raw(StatusJson.number(seconds(taken)))
        .member("data_size", sizes.data())
        .member("data_size_in_repo", sizes.dataStored())
        .member("metadata_size", sizes.metadata())
        .member("metadata_size_in_repo", sizes.metadataStored())
        .member("total_files", sizes.totalFiles())
        .endObject();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_PER_SECOND;
  }

  private Instant now() {
    return verb.context().clock().instant();
  }
}
