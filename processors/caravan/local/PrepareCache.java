package caravan.local;

import caravan.replication.Reconciliation;
import java.io.IOException;
import java.nio.file.Files;

/** Makes the folder of the mover's cache. */
final class PrepareCache extends LocalStep {
  private final LocalFolders folders;

  PrepareCache(LocalFolders folders) {
    this.folders = folders;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) throws IOException {
    var cache = folders.cache(pass.object());
    Files.createDirectories(cache);
    return pass.withCache(cache.toString());
  }
}
