package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.repository.CacheFolders;
import caravan.restic.repository.CacheFolders.CacheFolder;
import caravan.text.SizeText;
import caravan.text.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the local caches, or removes old ones; a repository is not touched. */
@Command(
    name = "cache",
    description = "List the local caches, or remove those that were not used for long.",
    footer = {"", "Examples:", "  caravan cache", "  caravan cache --cleanup --max-age 7"})
final class CacheVerb extends Verb {
  private static final int SHOWN_ID_LENGTH = 10;

  @Parameters(hidden = true)
  private List<String> words = new ArrayList<>();

  @Option(names = "--cleanup", description = "remove old caches")
  private boolean cleanup;

  @Option(
      names = "--max-age",
      paramLabel = "DAYS",
      description = "how long one that is not old was not used")
  private int maxAge = 30;

  @Option(names = "--no-size", description = "do not look how large they are")
  private boolean noSize;

  CacheVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (!words.isEmpty()) {
      throw new InvalidInput("the cache command expects no arguments, only options: " + words);
    }
    if (maxAge < 0) {
      throw new InvalidInput("--max-age " + maxAge + " is negative: give a number of days");
    }
    var root = global.noCache ? null : settings().cacheFolder();
    if (root == null) {
      throw new InvalidInput("Refusing to do anything, the cache is disabled");
    }
    try {
      var folders = CacheFolders.of(root);
      if (cleanup || global.cleanupCache) {
        cleanUp(folders);
      } else {
        print(root, folders);
      }
    } catch (IOException e) {
      throw new InvalidInput("the caches in %s cannot be read: %s".formatted(root, e), e);
    }
    return OK;
  }

  private void cleanUp(List<CacheFolder> folders) {
    var old = folders.stream().filter(this::isOld).toList();
    if (old.isEmpty()) {
      sayAlways("no old cache dirs found");
      return;
    }
    sayAlways("remove " + old.size() + " old cache directories");
    for (var folder : old) {
      try {
        folder.remove();
      } catch (IOException e) {
        warn("unable to remove %s: %s".formatted(folder.path(), e));
      }
    }
  }

  private void print(Path root, List<CacheFolder> folders) throws IOException {
    if (folders.isEmpty()) {
      console().line("no cache dirs found, basedir is " + root);
      return;
    }
    var head = new ArrayList<>(List.of("Repo ID", "Last Used", "Old"));
    if (!noSize) {
      head.add("Size");
    }
    var table = new TextTable(head);
    for (var folder : folders) {
      var cells = new ArrayList<String>();
      cells.add(folder.isOfCheck() ? folder.name() : folder.name().substring(0, SHOWN_ID_LENGTH));
      cells.add(age(folder.lastUsed()).toDays() + " days ago");
      cells.add(isOld(folder) ? "yes" : "");
      if (!noSize) {
        cells.add("%11s".formatted(SizeText.of(folder.sizeBytes())));
      }
      table.row(cells);
    }
    table.lines().forEach(console()::line);
    console().line(folders.size() + " cache dirs in " + root);
  }

  private boolean isOld(CacheFolder folder) {
    return age(folder.lastUsed()).compareTo(Duration.ofDays(maxAge)) > 0;
  }

  private Duration age(Instant time) {
    return Duration.between(time, context().clock().instant());
  }
}
