package caravan.restic.backend;

import caravan.restic.BackendFailure;
import caravan.restic.Id;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * A repository in a local folder, laid out as restic does. A file is written under a temporary
 * name, forced to disk and renamed, so that it is whole or not there.
 */
public final class LocalBackend implements Backend {
  public static final String PREFIX = "local:";
  private static final int CONNECTIONS = 2;
  private static final int DATA_FOLDERS = 256;
  private final Path root;

  public LocalBackend(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** The folder that an address names, with restic's prefix for folders or without. */
  public static String folderOf(String address) {
    return address.startsWith(PREFIX) ? address.substring(PREFIX.length()) : address;
  }

  @Override
  public String location() {
    return root.toString();
  }

  @Override
  public int connections() {
    return CONNECTIONS;
  }

  @Override
  public void create() {
    attempt(
        "create the repository's folders in",
        root,
        () -> {
          var modes = LocalModes.of(root);
          for (var type : FileType.values()) {
            if (type != FileType.CONFIG) {
              modes.makeDirectories(root.resolve(type.folder()));
            }
          }
          for (int number = 0; number < DATA_FOLDERS; number++) {
            modes.makeDirectories(
                root.resolve(FileType.DATA.folder()).resolve("%02x".formatted(number)));
          }
          return null;
        });
  }

  @Override
  public void save(FileHandle handle, ByteBuffer content) {
    var path = path(handle);
    attempt(
        "write",
        path,
        () -> {
          var modes = LocalModes.of(root);
          makeFolder(path.getParent(), modes);
          var temporary =
              path.resolveSibling(
                  path.getFileName()
                      + "-tmp-"
                      + Integer.toUnsignedString(ThreadLocalRandom.current().nextInt()));
          try {
            write(temporary, content, modes);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
          } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
          }
          force(path.getParent());
          modes.makeReadOnly(path);
          return null;
        });
  }

  @Override
  public byte[] load(FileHandle handle) {
    return attempt("read", path(handle), () -> Files.readAllBytes(path(handle)));
  }

  @Override
  public byte[] load(FileHandle handle, long offset, int length) {
    var path = path(handle);
    return attempt(
        "read",
        path,
        () -> {
          try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var content = ByteBuffer.allocate(length);
            while (content.hasRemaining()) {
              if (channel.read(content, offset + content.position()) < 0) {
                throw new EOFException(
                    "it has %d bytes, bytes %d to %d were wanted"
                        .formatted(channel.size(), offset, offset + length));
              }
            }
            return content.array();
          }
        });
  }

  @Override
  public long size(FileHandle handle) {
    return attempt("look at", path(handle), () -> Files.size(path(handle)));
  }

  @Override
  public void list(FileType type, Consumer<FileInfo> consumer) {
    var folder = root.resolve(type.folder());
    failOnOldLayout(type, folder);
    attempt(
        "list",
        folder,
        () -> {
          if (type != FileType.DATA) {
            listFolder(folder, consumer);
            return null;
          }
          try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var part : folders) {
              listFolder(part, consumer);
            }
          }
          return null;
        });
  }

  @Override
  public void delete(FileHandle handle) {
    var path = path(handle);
    attempt("delete", path, () -> Files.deleteIfExists(path));
  }

  @Override
  public void close() {}

  /** One level only: where the folder above is gone, so is the file system that held it. */
  private static void makeFolder(Path folder, LocalModes modes) throws IOException {
    if (!Files.isDirectory(folder)) {
      modes.makeDirectory(folder);
      force(folder.getParent());
    }
  }

  private void failOnOldLayout(FileType type, Path folder) {
    if (type == FileType.KEYS && Files.isDirectory(root.resolve("key")) && !Files.exists(folder)) {
      throw new BackendFailure(
          "%s has the layout of S3 stores before restic 0.18 (key/ instead of keys/): move it with `migrate s3_layout` of restic 0.17 first"
              .formatted(root));
    }
  }

  private Path path(FileHandle handle) {
    return root.resolve(handle.path());
  }

  private static void write(Path path, ByteBuffer content, LocalModes modes) throws IOException {
    try (var channel = modes.create(path)) {
      var rest = content.duplicate();
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      forceIfSupported(channel);
    }
    content.position(content.limit());
  }

  /** Some network file systems cannot; the store is then as safe as they are. */
  private static void forceIfSupported(FileChannel channel) throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      var reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      if (!reason.contains("not supported") && !reason.contains("invalid argument")) {
        throw e;
      }
    }
  }

  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      forceIfSupported(channel);
    }
  }

  private static void listFolder(Path folder, Consumer<FileInfo> consumer) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        var name = entry.getFileName().toString();
        if (Id.isId(name)) {
          listFile(entry, name, consumer);
        }
      }
    }
  }

  private static void listFile(Path path, String name, Consumer<FileInfo> consumer)
      throws IOException {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isRegularFile()) {
        consumer.accept(new FileInfo(name, attributes.size()));
      }
    } catch (NoSuchFileException e) {
      // Deleted since the folder was read: as if it had never been listed.
    }
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private static <T> T attempt(String verb, Path path, Call<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw LocalFailure.of(verb, path, e);
    }
  }
}
