package caravan.restic.restorer;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.OddTree;
import caravan.restic.TreeComparison;
import caravan.restic.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestorerIT {
  @TempDir Path folder;
  private Path source;
  private Path target;
  private Path store;
  private Restic restic;

  @BeforeEach
  void prepare() throws IOException {
    source = Files.createDirectories(folder.resolve("source"));
    target = folder.resolve("target");
    store = folder.resolve("repository");
    restic = Restic.at(store.toString(), Repositories.PASSWORD).in(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void restoresWhatResticSaved(String version) {
    OddTree.make(source);
    restic.run("init", "--repository-version", version);
    restic.run("backup", ".");
    var restore = new TestRestore(target);
    restore.verify = true;

    var result = restore(restore);

    assertThat(result.failures()).isEmpty();
    TreeComparison.assertSame(source, target);
    assertThat(result.filesRestored()).isEqualTo(result.totalFiles());
    assertThat(result.bytesRestored()).isEqualTo(result.totalBytes());
    assertThat(result.filesVerified()).isPositive();
  }

  private RestoreResult restore(TestRestore restore) {
    try (var repository = Repositories.open(store)) {
      var snapshot = repository.snapshots().getLast().snapshot();
      repository.loadIndex();
      return restore.run(repository, snapshot);
    }
  }
}
