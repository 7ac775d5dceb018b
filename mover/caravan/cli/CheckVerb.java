package caravan.cli;

import caravan.restic.DamagedRepository;
import caravan.restic.InvalidInput;
import caravan.restic.ResticException;
import caravan.restic.checker.CheckResult;
import caravan.restic.checker.Checker;
import caravan.restic.checker.ReadDataSubset;
import caravan.restic.json.JsonOutput;
import caravan.restic.repository.FreshCache;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import java.util.List;
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
      "  caravan check --read-data",
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

  @Option(names = "--with-cache", description = "use the local cache, not an empty one")
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
    if (withCache) {
      return check(settings(), reading);
    }
    var settings = settings();
    try (var cache = FreshCache.below(settings.cacheFolder(), context().clock(), this::warn)) {
      if (cache.folder() != null) {
        say("using temporary cache in %s", cache.folder());
      }
      return check(settings.with(cache), reading);
    }
  }

  private int check(Settings settings, ReadDataSubset reading) {
    if (!global.noLock) {
      say("create exclusive lock for repository");
    }
    CheckResult result;
    try {
      result = checkLocked(settings, reading);
    } catch (ResticException e) {
      if (isJson()) {
        console().json(json(new CheckResult(List.of(), 1, List.of(), false, false)));
      }
      throw e;
    }
    report(result);
    return OK;
  }

  private CheckResult checkLocked(Settings settings, ReadDataSubset reading) {
    var result = new CheckResult[1];
    withRepository(
        settings,
        global.noLock ? null : LockMode.EXCLUSIVE,
        (repository, lock) -> {
          result[0] = check(repository, reading);
          return OK;
        });
    return result[0];
  }

  private CheckResult check(Repository repository, ReadDataSubset reading) {
    try (var news = new CheckNews(this, reading)) {
      return new Checker(repository, reading, news, new Random()).run();
    }
  }

  private void report(CheckResult result) {
    long errors = result.errors();
    if (isJson()) {
      console().json(json(result));
    }
    if (errors > 0) {
      if (!isJson()) {
        warn("\nThe repository is damaged and must be repaired; what is wrong is listed above.\n");
      }
      throw new DamagedRepository("repository contains errors");
    }
    say("no errors were found");
  }

  private static JsonOutput json(CheckResult result) {
    var out =
        new JsonOutput()
            .beginObject()
            .member("message_type", "summary")
            .member("num_errors", result.errors())
            .name("broken_packs");
    if (result.brokenPacks().isEmpty()) {
      out.raw("null");
    } else {
      out.beginArray();
      result.brokenPacks().forEach(out::value);
      out.endArray();
    }
    return out.member("suggest_repair_index", result.suggestsRepairIndex())
        .member("suggest_prune", result.suggestsPrune())
        .endObject();
  }
}
