package caravan.restic.repository;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.backend.FileType;
import caravan.restic.index.IndexFile;
import caravan.restic.pack.PackContent;
import java.util.List;

/** Fills a repository's index from its index files, a few at a time. */
final class IndexLoader {
  /** Each holds the text of one file, up to some 10 MB. */
  private static final int PARALLEL = 3;

  private final Repository repository;

  IndexLoader(Repository repository) {
    this.repository = repository;
  }

  void load(List<Id> ids) {
    ParallelTasks.map(
        ids,
        PARALLEL,
        id -> {
          load(id);
          return id;
        });
  }

  private void load(Id id) {
    try {
      IndexFile.decode(repository.loadUnpacked(FileType.INDEX, id), this::add);
    } catch (DamagedRepository e) {
      throw new DamagedRepository(
          "index %s in %s cannot be used: %s"
              .formatted(id, repository.backend().location(), e.getMessage()),
          e);
    }
  }

  private void add(PackContent pack) {
    for (var entry : pack.entries()) {
      if (entry.isCompressed() && repository.config().version() == 1) {
        throw new DamagedRepository("compressed blobs in a version 1 repository");
      }
      repository.index().add(pack.packId(), entry);
    }
  }
}
