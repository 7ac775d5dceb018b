package caravan.restic.repository;

import caravan.restic.Id;
import caravan.restic.backend.FileType;
import caravan.restic.index.IndexFile;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills a repository's index from its index files, a few at a time. */
final class IndexLoader {
  private static final int PARALLEL = 3;
  private final Repository repository;

  IndexLoader(Repository repository) {
    this.repository = repository;
  }

  void load(List<Id> ids) {
    try (var executor = Executors.newFixedThreadPool(PARALLEL)) {
      List<Future<?>> loads =
          ids.stream().<Future<?>>map(id -> executor.submit(() -> load(id))).toList();
      for (var load : loads) {
        load.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the index was loading", e);
    }
  }

  private void load(Id id) {
    var index = repository.index();
    IndexFile.decode(
        repository.loadUnpacked(FileType.INDEX, id),
        pack -> pack.entries().forEach(entry -> index.add(pack.packId(), entry)));
  }
}
