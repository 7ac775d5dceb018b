package caravan.restic.repository;

import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * restic's local cache of index files, snapshots and tree packs, in restic's own layout so that
 * both share it. A cache that cannot be written is given up with one warning: it only saves time.
 */
final class Cache {
  private static final String TAG =
      "Signature: 8a477f597d28d172789f06886806bc55\n"
          + "# This file is a cache directory tag made for restic's repositories.\n";
  private static final Set<FileType> CACHED =
      Set.of(FileType.INDEX, FileType.SNAPSHOTS, FileType.DATA);

  /** Null when there is none, or none any more. */
  private volatile Path folder;

  private final Consumer<String> warnings;

  private Cache(Path folder, Consumer<String> warnings) {
    this.folder = folder;
    this.warnings = warnings;
  }

  static Cache none() {
    return new Cache(null, warning -> {});
  }

  /** The cache of one repository below the user's cache folder; null means no cache. */
  static Cache open(Path root, Id repositoryId, Consumer<String> warnings) {
    if (root == null) {
      return none();
    }
    var cache = new Cache(root.resolve(repositoryId.toString()), warnings);
    try {
      for (var type : CACHED) {
        Files.createDirectories(cache.folder.resolve(type.folder()));
      }
      writeIfMissing(root.resolve("CACHEDIR.TAG"), TAG);
      writeIfMissing(cache.folder.resolve("version"), "1");
    } catch (IOException e) {
      cache.giveUp(e);
    }
    return cache;
  }

  boolean isEnabled() {
    return folder != null;
  }

  /** The whole file, or null. */
  byte[] load(FileHandle handle) {
    var path = path(handle);
    if (path == null) {
      return null;
    }
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      giveUp(e);
      return null;
    }
  }

  /** A part of a cached pack, or null when the pack is not there or too short. */
  byte[] load(FileHandle handle, long offset, int length) {
    var path = path(handle);
    if (path == null) {
      return null;
    }
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      var content = ByteBuffer.allocate(length);
      while (content.hasRemaining()) {
        if (channel.read(content, offset + content.position()) < 0) {
          return null;
        }
      }
      return content.array();
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      giveUp(e);
      return null;
    }
  }

  void save(FileHandle handle, ByteBuffer content) {
    var path = path(handle);
    if (path == null) {
      return;
    }
    try {
      Files.createDirectories(path.getParent());
      var temporary = Files.createTempFile(path.getParent(), "tmp-", "");
      try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        var rest = content.duplicate();
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  void delete(FileHandle handle) {
    var path = path(handle);
    if (path != null) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        giveUp(e);
      }
    }
  }

  /** Drops what the store does not have any more. */
  void retain(FileType type, Set<Id> present) {
    var root = folder;
    if (root == null || !CACHED.contains(type)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root.resolve(type.folder()), 2)) {
      List<Path> stale =
          paths
              .filter(path -> Id.isId(path.getFileName().toString()))
              .filter(path -> !present.contains(Id.parse(path.getFileName().toString())))
              .toList();
      for (var path : stale) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private Path path(FileHandle handle) {
    var root = folder;
    if (root == null || !CACHED.contains(handle.type())) {
      return null;
    }
    return root.resolve(handle.type().folder())
        .resolve(handle.name().substring(0, 2))
        .resolve(handle.name());
  }

  private static void writeIfMissing(Path path, String text) throws IOException {
    if (!Files.exists(path)) {
      Files.write(path, text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private synchronized void giveUp(IOException e) {
    if (folder != null) {
      warnings.accept(
          "going on without the cache in %s: %s; free space there or choose another --cache-dir"
              .formatted(folder, e));
      folder = null;
    }
  }
}
