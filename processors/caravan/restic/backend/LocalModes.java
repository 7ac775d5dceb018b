package caravan.restic.backend;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Who may read a local repository: its owner, and the owner's group when the config file says so by
 * its own mode.
 */
record LocalModes(String directory, String writable, String readOnly) {
  private static final LocalModes PRIVATE = new LocalModes("rwx------", "rw-------", "r--------");
  private static final LocalModes GROUP = new LocalModes("rwxrwx---", "rw-rw----", "r--r-----");

  static LocalModes of(Path root) {
    try {
      var permissions = Files.getPosixFilePermissions(root.resolve(FileType.CONFIG.folder()));
      return permissions.contains(PosixFilePermission.GROUP_READ) ? GROUP : PRIVATE;
    } catch (IOException e) {
      return PRIVATE;
    }
  }

  void makeDirectories(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(directory)));
    }
  }

  /** Whose parent is there; another may be making it at the same time. */
  void makeDirectory(Path folder) throws IOException {
    try {
      Files.createDirectory(
          folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(directory)));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  FileChannel create(Path path) throws IOException {
    return FileChannel.open(
        path,
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(writable)));
  }

  /** Some file systems have no modes: a file that stays writable is no reason to fail. */
  void makeReadOnly(Path path) {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(readOnly));
    } catch (IOException | UnsupportedOperationException e) {
      // The file is stored; that it is read-only only guards against slips.
    }
  }
}
