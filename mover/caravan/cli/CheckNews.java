package caravan.cli;

import caravan.restic.checker.CheckListener;
import caravan.restic.checker.Finding;
import caravan.restic.checker.ReadDataSubset;
import caravan.restic.json.JsonOutput;
import java.util.Locale;

/** Says what is being checked, how far it is, and what was found. */
final class CheckNews implements CheckListener, AutoCloseable {
  private static final int PERCENT = 100;
  private final Verb verb;
  private final ReadDataSubset reading;
  private CountMeter meter;
  private long done;

  CheckNews(Verb verb, ReadDataSubset reading) {
    this.verb = verb;
    this.reading = reading;
  }

  @Override
  public synchronized void started(Stage stage) {
    close();
    switch (stage) {
      case LOAD_INDEXES -> verb.say("load indexes");
      case CHECK_PACKS -> verb.say("check all packs");
      case CHECK_SNAPSHOTS -> count("check snapshots, trees and blobs", "snapshots");
      case READ_DATA -> count(describe(reading), "packs");
    }
  }

  private void count(String heading, String things) {
    verb.say(heading);
    meter = new CountMeter(verb, things, 0);
    done = 0;
  }

  static String describe(ReadDataSubset reading) {
    return switch (reading) {
      case ReadDataSubset.Group(int number, int of) when of > 1 ->
          "read group #%d of the data packs (in %d groups)".formatted(number, of);
      case ReadDataSubset.Group _ -> "read all data";
      case ReadDataSubset.Share(double share) ->
          String.format(Locale.ROOT, "read %.1f%% of packfiles", share * PERCENT);
      case ReadDataSubset.Size(long bytes) -> "read %d bytes of data packs".formatted(bytes);
    };
  }

  @Override
  public synchronized void progressed(long number, long total) {
    if (meter != null && number > done) {
      meter.total(total);
      meter.add(number - done);
      done = number;
    }
  }

  @Override
  public void found(Finding finding) {
    if (!verb.isJson()) {
      verb.warn((finding.isError() ? "error: " : "") + finding.message());
      return;
    }
    verb.console()
        .errorJson(
            new JsonOutput()
                .beginObject()
                .member("message_type", finding.isError() ? "error" : "hint")
                .member("message", finding.message())
                .endObject());
  }

  /** Ends the stage under way. */
  @Override
  public synchronized void close() {
    if (meter != null) {
      meter.close();
      meter = null;
    }
  }
}
