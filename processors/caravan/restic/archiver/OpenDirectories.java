package caravan.restic.archiver;

import caravan.restic.fs.Directory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The directories a backup holds open, so that none stays open when it fails. */
final class OpenDirectories implements AutoCloseable {
  private final Set<Directory> open = ConcurrentHashMap.newKeySet();

  Directory add(Directory directory) {
    open.add(directory);
    return directory;
  }

  void close(Directory directory) {
    if (open.remove(directory)) {
      directory.close();
    }
  }

  @Override
  public void close() {
    open.forEach(this::close);
  }
}
