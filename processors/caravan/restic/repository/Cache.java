package caravan.restic.repository;

import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
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

  private static final String VERSION = "1";
  private static final Duration LEFT_BEHIND_AFTER = Duration.ofDays(1);
  private static final String TEMPORARY = "tmp-";
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Null when there is none, or none any more. */
  private volatile Path folder;

  private final Clock clock;
  private final Consumer<String> warnings;

  private Cache(Path folder, Clock clock, Consumer<String> warnings) {
    this.folder = folder;
    this.clock = clock;
    this.warnings = warnings;
  }

  /** The cache of one repository below the user's cache folder, if the options name one. */
  static Cache open(OpenOptions options, Id repositoryId) {
    var root = options.cacheFolder();
    var folder = root == null ? null : root.resolve(repositoryId.toString());
    var cache = new Cache(folder, options.clock(), options.warnings());
    if (folder != null) {
      try {
        cache.make(root);
      } catch (IOException e) {
        cache.giveUp(e);
      }
    }
    return cache;
  }

  private void make(Path root) throws IOException {
    Files.createDirectories(folder, PRIVATE);
    for (var type : CACHED) {
      Files.createDirectories(folder.resolve(type.folder()), PRIVATE);
    }
    writeIfMissing(root.resolve("CACHEDIR.TAG"), TAG);
    writeIfMissing(folder.resolve("version"), VERSION);
    if (!Files.readString(folder.resolve("version")).strip().equals(VERSION)) {
      throw new IOException("it has a layout other than version " + VERSION);
    }
    // restic takes a cache for abandoned by the time of its folder.
    Files.setLastModifiedTime(folder, FileTime.from(clock.instant()));
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
      Files.createDirectories(path.getParent(), PRIVATE);
      var temporary = Files.createTempFile(path.getParent(), TEMPORARY, "");
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

  /** Drops what the store does not have any more; another run may do so at the same time. */
  void retain(FileType type, Set<Id> present) {
    var root = folder;
    if (root == null || !CACHED.contains(type)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root.resolve(type.folder()), 2)) {
      List<Path> stale = paths.filter(path -> isStale(path, present)).toList();
      for (var path : stale) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      giveUp(e);
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        giveUp(e.getCause());
      }
    }
  }

  private boolean isStale(Path path, Set<Id> present) {
    var name = path.getFileName().toString();
    return Id.isId(name)
        ? !present.contains(Id.parse(name))
        : name.startsWith(TEMPORARY) && isLeftBehind(path);
  }

  private boolean isLeftBehind(Path path) {
    try {
      var age = Duration.between(Files.getLastModifiedTime(path).toInstant(), clock.instant());
      return age.compareTo(LEFT_BEHIND_AFTER) > 0;
    } catch (IOException e) {
      return false;
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
              .formatted(folder, reason(e)));
      folder = null;
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
