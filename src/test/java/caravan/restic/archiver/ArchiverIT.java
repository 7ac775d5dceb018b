package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.backend.LocalBackend;
import caravan.restic.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiverIT {
  @TempDir Path folder;
  private Path source;
  private Path store;
  private Restic restic;

  @BeforeEach
  void prepare() throws IOException {
    source = Files.createDirectories(folder.resolve("data"));
    store = folder.resolve("repository");
    restic = Restic.at(store.toString(), Repositories.PASSWORD).in(source);
  }

  @Test
  void resticAddsNothingToWhatWeSaved() throws IOException {
    OddFiles.make(source);
    try (var repository = Repositories.init(new LocalBackend(store), 2)) {
      Backups.run(repository, source, ".");
    }

    var summary = restic.run("backup", "--json", "--host", "test", ".").text();

    assertThat(summary).contains("\"data_blobs\":0,\"tree_blobs\":0,\"data_added\":0");
    restic.run("check", "--read-data");
  }
}
