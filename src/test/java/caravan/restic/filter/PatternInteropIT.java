package caravan.restic.filter;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.backend.LocalBackend;
import caravan.restic.filter.PatternList.Match;
import caravan.restic.repository.Repositories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same choice of files as restic's, for the same patterns. */
class PatternInteropIT {
  private static final List<String> NAMES =
      List.of("a", "b", "ab", "x.log", "X.LOG", "a*b", "a[b", "é", "q?");
  @TempDir Path folder;
  private Path source;
  private Restic restic;

  @BeforeEach
  void makeRepository() throws IOException {
    source = folder.resolve("src");
    for (var top : List.of("one", "two", "TWO")) {
      for (var middle : List.of("a", "sub", "x.log")) {
        var directory =
            Files.createDirectories(source.resolve(top).resolve(middle).resolve("deep"));
        for (var name : NAMES) {
          if (!name.equals("a") || !middle.equals("a")) {
            Files.writeString(directory.resolve(name), "");
          }
        }
      }
    }
    var repository = folder.resolve("repo");
    Repositories.init(new LocalBackend(repository), 2).close();
    restic = Restic.at(repository.toString(), Repositories.PASSWORD).in(source);
    restic.run("backup", ".");
  }

  @Test
  void includesWhatResticIncludes() {
    var lists =
        List.of(
            List.of("*.log"),
            List.of("/one/sub"),
            List.of("/two/*/deep/a*"),
            List.of("sub/**/[^a-x]*"),
            List.of("/one/**/b", "two/a"),
            List.of("a?", "!/one", "a\\[b"),
            List.of("/*/a/../sub/deep/q\\?"),
            List.of("**/deep/?"));
    for (var patterns : lists) {
      var ours = PatternList.of(patterns);

      assertThat(walk(path -> ours.match(path)))
          .as("include %s", patterns)
          .isEqualTo(restored("--include", patterns));
    }
  }

  @Test
  void ignoresCaseAsResticDoes() {
    var ours = PatternList.ignoringCase(List.of("/TWO", "x.Log", "É"));

    assertThat(walk(ours::match)).isEqualTo(restored("--iinclude", List.of("/TWO", "x.Log", "É")));
  }

  @Test
  void excludesWhatResticExcludes() {
    var lists =
        List.of(
            List.of("*.log"),
            List.of("a", "!/two/a"),
            List.of("/one/**/b", "/two/sub", "/*/x.log/deep/[!a]"),
            List.of("deep/*", "!deep/[ab]*"));
    for (var patterns : lists) {
      var ours = PatternList.of(patterns);

      assertThat(walk(path -> excluded(ours.matches(path))))
          .as("exclude %s", patterns)
          .isEqualTo(restored("--exclude", patterns));
    }
  }

  private static Match excluded(boolean matches) {
    return new Match(!matches, !matches);
  }

  /** The files that the choice selects. */
  private TreeSet<String> walk(Function<byte[], Match> choice) {
    var files = new TreeSet<String>();
    walk(source, choice, files);
    return files;
  }

  private void walk(Path directory, Function<byte[], Match> choice, TreeSet<String> files) {
    try (Stream<Path> entries = Files.list(directory)) {
      for (var entry : entries.toList()) {
        var path = "/" + source.relativize(entry);
        var match = choice.apply(path.getBytes(StandardCharsets.UTF_8));
        if (Files.isDirectory(entry)) {
          if (match.mayMatchBelow()) {
            walk(entry, choice, files);
          }
        } else if (match.matches()) {
          files.add(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TreeSet<String> restored(String option, List<String> patterns) {
    var arguments =
        new ArrayList<>(
            List.of(
                "restore", "latest", "--dry-run", "-vv", "-t", folder.resolve("out").toString()));
    patterns.forEach(pattern -> arguments.addAll(List.of(option, pattern)));
    var files = new TreeSet<String>();
    restic
        .run(arguments.toArray(String[]::new))
        .text()
        .lines()
        .filter(line -> line.startsWith("restored ") && line.contains(" with size "))
        .map(line -> line.substring("restored ".length(), line.lastIndexOf(" with size ")).strip())
        .filter(path -> !Files.isDirectory(Path.of(source + path)))
        .forEach(files::add);
    assertThat(files).as("restic %s", arguments).isNotEmpty();
    return files;
  }
}
