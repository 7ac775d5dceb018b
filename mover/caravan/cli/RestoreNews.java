package caravan.cli;

import caravan.restic.json.JsonOutput;
import caravan.restic.restorer.RestoreListener;
import caravan.text.SizeText;
import java.nio.file.Path;
import java.util.Locale;

/** Tells of a restore under way: of each item with {@code -vv}, of each failure always. */
final class RestoreNews implements RestoreListener {
  private static final int EACH_ITEM = 3;
  private final Verb verb;
  private final ProgressMeter meter;
  private final Path target;

  RestoreNews(Verb verb, ProgressMeter meter, Path target) {
    this.verb = verb;
    this.meter = meter;
    this.target = target;
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
    switch (action) {
      case UNCHANGED -> meter.addSkipped(bytes);
      case DELETED -> meter.addDeleted();
      case RESTORED, UPDATED -> meter.addFile();
    }
    if (verb.global.verbosity() < EACH_ITEM) {
      return;
    }
    // What is deleted is no part of the snapshot: it is named by where it was.
    var item = action == Action.DELETED ? target + path : path;
    var word = action.name().toLowerCase(Locale.ROOT);
    if (verb.isJson()) {
      verb.console()
          .json(
              new JsonOutput()
                  .beginObject()
                  .member("message_type", "verbose_status")
                  .member("action", word)
                  .member("item", item)
                  .member("size", bytes)
                  .endObject());
    } else {
      verb.say("%-9s %s%s", word, item, bytes > 0 ? " with size " + SizeText.of(bytes) : "");
    }
  }

  @Override
  public void failed(String path, String reason) {
    meter.addError();
    if (verb.isJson()) {
      verb.console().errorJson(StatusJson.error(reason, "restore", path));
    } else {
      verb.warn("ignoring error for " + path + ": " + reason);
    }
  }
}
