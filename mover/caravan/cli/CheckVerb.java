package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.checker.CheckListener;
import caravan.restic.checker.CheckResult;
import caravan.restic.checker.Checker;
import caravan.restic.checker.Finding;
import caravan.restic.checker.ReadDataSubset;
import caravan.restic.json.JsonOutput;
import caravan.restic.repository.LockMode;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proves that the repository is whole. */
@Command(
    name = "check",
    description = "Check the repository for errors.",
    footer = {
      "",
      "Examples:",
      "  caravan check",
      "  caravan check --read-data-subset 5%%",
      "  caravan check --read-data-subset 3/7     the third of seven parts"
    })
final class CheckVerb extends Verb {
  @Option(names = "--read-data", description = "read every pack in full")
  private boolean readData;

  @Option(
      names = "--read-data-subset",
      paramLabel = "SUBSET",
      description = "read some packs in full: n/t, x%% or a size")
  private String subset;

  @Option(names = "--with-cache", description = "use the local cache, which is the default here")
  private boolean withCache;

  CheckVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (readData && subset != null) {
      throw new InvalidInput("--read-data and --read-data-subset cannot be used together");
    }
    var reading =
        subset != null ? ReadDataSubset.parse(subset) : readData ? ReadDataSubset.all() : null;
    say("create exclusive lock for repository");
    return withRepository(
        global.noLock ? null : LockMode.EXCLUSIVE,
        (repository, lock) ->
            report(new Checker(repository, reading, new Listener(), new Random()).run()));
  }

  private int report(CheckResult result) {
    long errors = result.errors();
    if (isJson()) {
      var out =
          new JsonOutput()
              .beginObject()
              .member("message_type", "summary")
              .member("num_errors", errors)
              .name("broken_packs");
      if (result.brokenPacks().isEmpty()) {
        out.raw("null");
      } else {
        out.beginArray();
        result.brokenPacks().forEach(out::value);
        out.endArray();
      }
      console()
          .json(
              out.member("suggest_repair_index", result.suggestsRepairIndex())
                  .member("suggest_prune", result.suggestsPrune())
                  .endObject());
    } else if (errors == 0) {
      say("no errors were found");
    }
    if (errors > 0) {
      throw new caravan.restic.DamagedRepository("repository contains errors");
    }
    return OK;
  }

  /** Says what is being checked and what was found. */
  private final class Listener implements CheckListener {
    @Override
    public void started(Stage stage) {
      say(
          switch (stage) {
            case LOAD_INDEXES -> "load indexes";
            case CHECK_PACKS -> "check all packs";
            case CHECK_SNAPSHOTS -> "check snapshots, trees and blobs";
            case READ_DATA -> "read all data";
          });
    }

    @Override
    public void found(Finding finding) {
      if (isJson()) {
        console()
            .errorJson(
                new JsonOutput()
                    .beginObject()
                    .member("message_type", finding.isError() ? "error" : "hint")
                    .member("message", finding.message())
                    .endObject());
      } else {
        warn((finding.isError() ? "error: " : "") + finding.message());
      }
    }
  }
}
