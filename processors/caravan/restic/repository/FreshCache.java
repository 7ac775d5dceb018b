package caravan.restic.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An empty cache folder for one check, gone afterwards: what an earlier run cached must not stand
 * in for what is stored.
 */
public final class FreshCache implements AutoCloseable {
  private static final String PREFIX = "restic-check-cache-";
  private static final Duration LEFT_BEHIND_AFTER = Duration.ofDays(1);

  private final Path folder;

  private FreshCache(Path folder) {
    this.folder = folder;
  }

  /**
   * A new folder below the user's cache folder; those of checks that were killed are removed.
   *
   * @param root null for no cache at all
   */
  public static FreshCache below(Path root, Clock clock, Consumer<String> warnings) {
    if (root == null) {
      return new FreshCache(null);
    }
    try {
      Files.createDirectories(root);
      for (var old : leftBehind(root, clock)) {
        remove(old);
      }
      return new FreshCache(Files.createTempDirectory(root, PREFIX));
    } catch (IOException e) {
      warnings.accept("checking without a cache: none can be made in %s: %s".formatted(root, e));
      return new FreshCache(null);
    }
  }

  /** To be named in the options of the repository that is checked; null for no cache. */
  public Path folder() {
    return folder;
  }

  /** What cannot be removed is left to the next check. */
  @Override
  public void close() {
    if (folder != null) {
      try {
        remove(folder);
      } catch (IOException e) {
        // It costs room, not safety.
      }
    }
  }

  private static List<Path> leftBehind(Path root, Clock clock) throws IOException {
    var oldest = clock.instant().minus(LEFT_BEHIND_AFTER);
    var old = new ArrayList<Path>();
    try (var entries = Files.newDirectoryStream(root, PREFIX + "*")) {
      for (var entry : entries) {
        if (Files.getLastModifiedTime(entry).toInstant().isBefore(oldest)) {
          old.add(entry);
        }
      }
    }
    return old;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
