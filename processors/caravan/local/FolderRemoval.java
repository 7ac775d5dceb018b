package caravan.local;

import caravan.restic.fs.Directory;
import caravan.restic.fs.PosixException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Removes a folder with everything in it, and never follows a link out of it. */
final class FolderRemoval {
  private static final int PRIVATE = 0700;

  private FolderRemoval() {}

  /** A folder that is not there is none to remove. */
  static void remove(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var parent = Directory.open(bytes(folder.toAbsolutePath().getParent()))) {
      remove(parent, bytes(folder.getFileName()));
    }
  }

  private static void remove(Directory parent, byte[] name) {
    if (!parent.stat(name).isDirectory()) {
      parent.removeFile(name);
      return;
    }
    try (var folder = opened(parent, name)) {
      for (var entry : folder.names()) {
        remove(folder, entry);
      }
    }
    parent.removeDirectory(name);
  }

  /** A copy keeps the modes of its folders, also of those that nobody may write to. */
  private static Directory opened(Directory parent, byte[] name) {
    try {
      parent.setMode(name, PRIVATE);
    } catch (PosixException _) {
      // Then opening it says why it cannot be removed.
    }
    return parent.child(name);
  }

  private static byte[] bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }
}
