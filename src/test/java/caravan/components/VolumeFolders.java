package caravan.components;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk of the stand-in for storage: a folder for each volume and each snapshot. */
final class VolumeFolders implements AutoCloseable {
  private final Path root;

  private VolumeFolders(Path root) {
    this.root = root;
  }

  static VolumeFolders create() {
    try {
      return new VolumeFolders(Files.createTempDirectory("volumes"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path of(String name) {
    return root.resolve(name);
  }

  /** An empty one; what an earlier attempt left is removed. */
  Path make(String name) {
    delete(name);
    try {
      return Files.createDirectory(of(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With owners, modes, times and links, as a disk would be copied. */
  Path copy(Path from, String name) {
    var folder = make(name);
    try {
      var process =
          new ProcessBuilder("cp", "-a", "--reflink=auto", from + "/.", folder.toString())
              .redirectErrorStream(true)
              .start();
      var said = new String(process.getInputStream().readAllBytes());
      int exitCode = process.onExit().join().exitValue();
      if (exitCode != 0) {
        throw new IllegalStateException("cannot copy " + from + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  void delete(String name) {
    try {
      Folders.delete(of(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Folders.delete(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
