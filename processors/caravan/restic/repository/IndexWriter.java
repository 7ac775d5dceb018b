package caravan.restic.repository;

import caravan.restic.backend.FileType;
import caravan.restic.index.IndexFile;
import caravan.restic.pack.PackContent;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores index files that tell of packs which are there already, each file as soon as it is full.
 */
public final class IndexWriter {
  private final Repository repository;
  private final Runnable ensureLockHeld;
  private final List<PackContent> pending = new ArrayList<>();
  private int pendingBlobs;

  /**
   * @param ensureLockHeld asked before each file
   */
  public IndexWriter(Repository repository, Runnable ensureLockHeld) {
    this.repository = repository;
    this.ensureLockHeld = ensureLockHeld;
  }

  public void add(PackContent pack) {
    pending.add(pack);
    pendingBlobs += pack.entries().size();
    if (pendingBlobs >= IndexFile.FULL_BLOBS) {
      flush();
    }
  }

  /** Stores what is left. */
  public void flush() {
    if (!pending.isEmpty()) {
      ensureLockHeld.run();
      repository.saveUnpacked(FileType.INDEX, IndexFile.encode(pending));
      pending.clear();
      pendingBlobs = 0;
    }
  }
}
