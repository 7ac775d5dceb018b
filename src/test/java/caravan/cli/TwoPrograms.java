package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.Program;
import caravan.components.Restic;
import caravan.restic.backend.LocalBackend;
import caravan.restic.repository.Repositories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** restic and the program side by side, on one repository or each on a copy of it. */
final class TwoPrograms {
  private static final String PASSWORD = Repositories.PASSWORD;
  private final Path folder;

  TwoPrograms(Path folder) {
    this.folder = folder;
  }

  /** A repository whose key is derived in no time, for each run derives it. */
  void init(String repository) {
    Repositories.init(new LocalBackend(folder.resolve(repository)), 2).close();
  }

  Restic restic(String repository) {
    return Restic.at(folder.resolve(repository).toString(), PASSWORD).in(folder);
  }

  Program program(String repository) {
    return Program.at(folder.resolve(repository).toString(), PASSWORD).with("TZ", "UTC").in(folder);
  }

  /** Both read one repository: exit code, output and errors are to be the same to the byte. */
  void assertSame(String repository, String... words) {
    assertAlike(repository, text -> text, words);
  }

  /** The same but for what {@code normalise} makes equal. */
  void assertAlike(String repository, UnaryOperator<String> normalise, String... words) {
    var theirs = restic(repository).tryRun(words);
    var ours = program(repository).tryRun(words);

    var what = "caravan " + String.join(" ", words);
    assertThat(normalise.apply(ours.out())).as(what).isEqualTo(normalise.apply(theirs.text()));
    assertThat(normalise.apply(ours.err())).as(what).isEqualTo(normalise.apply(theirs.errors()));
    assertThat(ours.exitCode()).as(what).isEqualTo(theirs.exitCode());
  }

  /** Makes a copy of a repository, for a verb that changes it. */
  void copy(String repository, String copy) {
    var from = folder.resolve(repository);
    var to = folder.resolve(copy);
    try (var files = Files.walk(from)) {
      for (var file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
