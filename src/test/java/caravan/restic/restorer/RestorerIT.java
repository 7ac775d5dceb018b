package caravan.restic.restorer;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.OddTree;
import caravan.restic.TreeComparison;
import caravan.restic.filter.PatternList;
import caravan.restic.repository.Repositories;
import caravan.restic.restorer.NodeFilter.Choice;
import caravan.restic.restorer.RestoreOptions.Overwrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Restores what restic saved, and does beside restic what it does to a target that is not empty.
 */
class RestorerIT {
  private static final Pattern COUNTER = Pattern.compile("\"([a-z]+_[a-z]+)\":(\\d+)");

  /** A source and its backup that no test changes. */
  @TempDir static Path shared;

  @TempDir Path folder;
  private Path source = shared.resolve("source");
  private Path store = shared.resolve("repository");
  private Restic restic = Restic.at(store.toString(), Repositories.PASSWORD);
  private Path ours;
  private Path theirs;
  private TestRestore restore;

  @BeforeAll
  static void backUpOnce() throws IOException {
    var source = Files.createDirectories(shared.resolve("source"));
    makeSource(source);
    var store = shared.resolve("repository").toString();
    var restic = Restic.at(store, Repositories.PASSWORD).in(source);
    restic.run("init");
    restic.run("backup", ".");
  }

  @BeforeEach
  void prepare() {
    ours = folder.resolve("ours");
    theirs = folder.resolve("theirs");
    restore = new TestRestore(ours);
  }

  private void backUpAnOddTree(String version) throws IOException {
    source = Files.createDirectories(folder.resolve("source"));
    store = folder.resolve("repository");
    restic = Restic.at(store.toString(), Repositories.PASSWORD).in(source);
    OddTree.make(source);
    restic.run("init", "--repository-version", version);
    restic.run("backup", ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void restoresWhatResticSaved(String version) throws IOException {
    backUpAnOddTree(version);
    restore.verify = true;

    var result = restore();

    assertThat(result.failures()).isEmpty();
    TreeComparison.assertSame(source, ours);
    assertThat(result.filesRestored()).isEqualTo(result.totalFiles());
    assertThat(result.bytesRestored()).isEqualTo(result.totalBytes());
    assertThat(result.filesVerified()).isPositive();
  }

  @Test
  void aSecondRestoreChangesNothing() throws IOException {
    backUpAnOddTree("2");
    restore();

    var result = restore();

    TreeComparison.assertSame(source, ours);
    assertThat(result.bytesRestored()).isZero();
    assertThat(restore.finished())
        .noneMatch(line -> line.startsWith("UPDATED"))
        .contains("UNCHANGED /random", "UNCHANGED /sparse");
  }

  @ParameterizedTest
  @EnumSource(Overwrite.class)
  void overwritesAsResticDoes(Overwrite overwrite) throws Exception {
    spoil(ours);
    copyToTheirs();
    restore.overwrite = overwrite;

    var flag = overwrite.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var counters = restoredByRestic("--overwrite", flag);

    assertThat(countersOf(restore())).isEqualTo(counters);
    TreeComparison.assertSame(theirs, ours);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void deletesAsResticDoes(boolean dryRun) throws Exception {
    spoil(ours);
    Files.writeString(ours.resolve("became-dir/full"), "in the way");
    if (dryRun) {
      // restic's dry run takes the file for the directory it would make and fails to list it.
      Files.delete(ours.resolve("became-file"));
    }
    copyToTheirs();
    restore.delete = true;
    restore.dryRun = dryRun;

    var counters =
        dryRun ? restoredByRestic("--delete", "--dry-run") : restoredByRestic("--delete");

    assertThat(countersOf(restore())).isEqualTo(counters);
    TreeComparison.assertSame(theirs, ours);
    if (!dryRun) {
      TreeComparison.assertSame(source, ours);
    }
  }

  @Test
  void aDryRunIntoNothingMakesNothing() throws Exception {
    restore.dryRun = true;
    restore.verify = true;

    var counters = restoredByRestic("--dry-run");

    assertThat(countersOf(restore())).isEqualTo(counters);
    assertThat(ours).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "--include, /dir/sub",
    "--include, b*",
    "--include, /dir/*/deep",
    "--exclude, /dir/sub",
    "--exclude, a",
    "--exclude, deep"
  })
  void filtersAsResticDoes(String flag, String pattern) throws Exception {
    spoil(ours);
    copyToTheirs();
    restore.delete = true;
    restore.filter = filter(flag, pattern);

    var counters = restoredByRestic("--delete", flag, pattern);

    assertThat(countersOf(restore())).isEqualTo(counters);
    TreeComparison.assertSame(theirs, ours);
  }

  @Test
  void aSubfolderIsTheRootForFilters() throws Exception {
    restore.subfolder = "/dir/sub";
    restore.filter = filter("--include", "/deep");

    restic.run("restore", "latest:/dir/sub", "--target", theirs.toString(), "--include", "/deep");
    restore();

    TreeComparison.assertSame(theirs, ours);
    assertThat(ours.resolve("deep/file")).exists();
    assertThat(ours.resolve("b")).doesNotExist();
  }

  @Test
  void extendedAttributesAreFilteredAsResticDoes() throws IOException {
    backUpAnOddTree("2");
    restore.extendedAttributes =
        name -> PatternList.of(List.of("user.n*")).matches(name.getBytes());

    restic.run("restore", "latest", "--target", theirs.toString(), "--include-xattr", "user.n*");
    restore();

    TreeComparison.assertSame(theirs, ours);
  }

  private static void makeSource(Path source) throws IOException {
    Files.createDirectories(source.resolve("dir/sub/deep"));
    Files.createDirectories(source.resolve("other"));
    Files.createDirectories(source.resolve("became-file"));
    Files.writeString(source.resolve("became-dir"), "a file");
    Files.write(source.resolve("a"), OddTree.random(1, 5_000_000));
    Files.write(source.resolve("dir/a"), OddTree.random(2, 3_000_000));
    Files.write(source.resolve("dir/sub/b"), OddTree.random(3, 1000));
    Files.writeString(source.resolve("dir/sub/deep/file"), "deep");
    Files.writeString(source.resolve("other/longer"), "short");
    Files.writeString(source.resolve("other/same"), "same");
    Files.writeString(source.resolve("empty"), "");
    Files.createSymbolicLink(source.resolve("link"), Path.of("a"));
    Files.createLink(source.resolve("other/hard"), source.resolve("dir/sub/b"));
    for (var path : List.of("a", "dir/a", "dir/sub/b", "other/longer", "other/same", "empty")) {
      setTime(source.resolve(path), "2020-01-01T00:00:00.5Z");
    }
  }

  /** What a restore finds: changed, newer, older, longer, missing, wrong and foreign things. */
  private static void spoil(Path target) throws IOException {
    Files.createDirectories(target.resolve("dir/foreign/below"));
    Files.createDirectories(target.resolve("other"));
    Files.createDirectories(target.resolve("became-dir"));
    Files.writeString(target.resolve("became-file"), "not a directory");
    var changed = OddTree.random(1, 5_000_000);
    changed[4_000_000]++;
    Files.write(target.resolve("a"), changed);
    setTime(target.resolve("a"), "2020-01-01T00:00:00.5Z");
    Files.write(target.resolve("dir/a"), OddTree.random(9, 3_000_000));
    setTime(target.resolve("dir/a"), "2030-01-01T00:00:00Z");
    Files.writeString(target.resolve("dir/foreign/below/file"), "foreign");
    Files.writeString(target.resolve("dir/blind"), "foreign");
    Files.writeString(target.resolve("other/longer"), "short and then some more");
    setTime(target.resolve("other/longer"), "2010-01-01T00:00:00Z");
    Files.writeString(target.resolve("other/same"), "same");
    Files.writeString(target.resolve("empty"), "not empty");
    Files.createSymbolicLink(target.resolve("link"), Path.of("elsewhere"));
    Files.createSymbolicLink(target.resolve("other/foreign"), Path.of("../source"));
  }

  private void copyToTheirs() throws Exception {
    var copy = new ProcessBuilder("cp", "-a", ours.toString(), theirs.toString()).start();
    assertThat(copy.waitFor()).isZero();
  }

  private static void setTime(Path path, String time) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse(time)));
  }

  private static NodeFilter filter(String flag, String pattern) {
    var patterns = PatternList.of(List.of(pattern));
    return (path, isDirectory) -> {
      var match = patterns.match(path);
      if (flag.equals("--exclude")) {
        return match.matches() ? Choice.SKIPPED : Choice.SELECTED;
      }
      return new Choice(match.matches(), match.mayMatchBelow());
    };
  }

  private RestoreResult restore() {
    try (var repository = Repositories.open(store)) {
      var snapshot = repository.snapshots().getLast().snapshot();
      repository.loadIndex();
      return restore.run(repository, snapshot);
    }
  }

  private Map<String, Long> restoredByRestic(String... flags) {
    var arguments =
        new ArrayList<>(List.of("restore", "latest", "--json", "--target", theirs.toString()));
    arguments.addAll(List.of(flags));
    var text = restic.tryRun(arguments.toArray(String[]::new)).text();
    var counters = new TreeMap<String, Long>();
    var summary = COUNTER.matcher(text.substring(text.lastIndexOf("{\"message_type\"")));
    while (summary.find()) {
      counters.put(summary.group(1), Long.parseLong(summary.group(2)));
    }
    counters.remove("seconds_elapsed");
    return counters;
  }

  private static Map<String, Long> countersOf(RestoreResult result) {
    var counters = new TreeMap<String, Long>();
    counters.put("total_files", result.totalFiles());
    counters.put("files_restored", result.filesRestored());
    counters.put("files_skipped", result.filesSkipped());
    counters.put("files_deleted", result.filesDeleted());
    counters.put("total_bytes", result.totalBytes());
    counters.put("bytes_restored", result.bytesRestored());
    counters.put("bytes_skipped", result.bytesSkipped());
    counters.values().removeIf(value -> value == 0);
    return counters;
  }
}
