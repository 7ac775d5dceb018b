package caravan.restic.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The caches below a user's cache folder: one for each repository, and those of checks. */
public final class CacheFolders {
  private static final String CHECK = "restic-check-cache-";
  private static final Pattern NAME = Pattern.compile("[a-fA-F0-9]{64}|" + CHECK + "[0-9]+");

  private CacheFolders() {}

  /** One cache, last used when its folder was changed. */
  public record CacheFolder(Path path, Instant lastUsed) {
    public String name() {
      return path.getFileName().toString();
    }

    /** Whether a check made it for itself. */
    public boolean isOfCheck() {
      return name().startsWith(CHECK);
    }

    public long sizeBytes() throws IOException {
      long size = 0;
      for (var file : content()) {
        size += Files.isDirectory(file) ? 0 : Files.size(file);
      }
      return size;
    }

    public void remove() throws IOException {
      for (var file : content().reversed()) {
        Files.deleteIfExists(file);
      }
    }

    /** A folder before what lies in it. */
    private List<Path> content() throws IOException {
      try (Stream<Path> files = Files.walk(path)) {
        return files.sorted().toList();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  /** All of them, the one used longest ago first. */
  public static List<CacheFolder> of(Path root) throws IOException {
    var folders = new ArrayList<CacheFolder>();
    try (var entries = Files.newDirectoryStream(root)) {
      for (var entry : entries) {
        if (NAME.matcher(entry.getFileName().toString()).matches() && Files.isDirectory(entry)) {
          folders.add(new CacheFolder(entry, Files.getLastModifiedTime(entry).toInstant()));
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    folders.sort(Comparator.comparing(CacheFolder::lastUsed));
    return folders;
  }
}
