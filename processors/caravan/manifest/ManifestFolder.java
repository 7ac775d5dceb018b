package caravan.manifest;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A folder of manifests: every {@code .yaml}, {@code .yml} and {@code .json} below it. */
public final class ManifestFolder {
  private static final Pattern FILE = Pattern.compile("(?!\\.).*\\.(yaml|yml|json)");
  private static final int DEEPEST = 32;
  private final Path folder;
  private final Path notIn;

  /**
   * @param notIn a folder that may lie in it and holds no manifests
   */
  public ManifestFolder(Path folder, Path notIn) {
    this.folder = folder;
    this.notIn = notIn;
  }

  /** A text that changes when a file comes, goes or changes. */
  public String fingerprint() throws IOException {
    var files = new TreeMap<Path, String>();
    for (var file : files()) {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      files.put(
          file,
          attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey());
    }
    return files.toString();
  }

  /** Reads it all; only a folder that cannot be listed is an exception. */
  public Manifests read() throws IOException {
    var reader = new ManifestReader();
    for (var file : files()) {
      var name = folder.relativize(file).toString();
      try {
        reader.read(name, Files.readString(file));
      } catch (MalformedInputException _) {
        reader.fault(name, "is no text in UTF-8");
      } catch (IOException e) {
        reader.fault(name, "cannot be read: " + e.getMessage());
      }
    }
    return reader.result();
  }

  private List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            boolean hidden = path.getFileName().toString().startsWith(".");
            return !path.equals(folder) && (hidden || path.equals(notIn))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && FILE.matcher(file.getFileName().toString()).matches()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(folder)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }
}
