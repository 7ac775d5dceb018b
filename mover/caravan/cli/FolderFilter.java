package caravan.cli;

import caravan.restic.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which paths of a snapshot a listing shows: all, or what lies in some folders. */
final class FolderFilter {
  private final List<String> names;

  /** Without a slash at the end; each char is one byte, as in the paths compared. */
  private final List<String> folders;

  private final boolean isRecursive;

  private FolderFilter(List<String> names, List<String> folders, boolean isRecursive) {
    this.names = names;
    this.folders = folders;
    this.isRecursive = isRecursive;
  }

  /**
   * @throws InvalidInput when a folder is not named from the root
   */
  static FolderFilter of(List<String> names, boolean isRecursive) {
    for (var name : names) {
      if (!name.startsWith("/")) {
        throw new InvalidInput(
            "All path filters must be absolute, starting with a forward slash '/': " + name);
      }
    }
    var folders = names.stream().map(name -> bytes(name).replaceFirst("/+$", "")).toList();
    return new FolderFilter(List.copyOf(names), folders, isRecursive);
  }

  boolean lists(byte[] path) {
    return folders.isEmpty() || folders.stream().anyMatch(folder -> lists(folder, text(path)));
  }

  /** Whether something below might be listed. */
  boolean enters(byte[] path) {
    return folders.isEmpty() || folders.stream().anyMatch(folder -> enters(folder, text(path)));
  }

  private boolean lists(String folder, String path) {
    if (!path.startsWith(folder + "/")) {
      return path.equals(folder);
    }
    return isRecursive || path.indexOf('/', folder.length() + 1) < 0;
  }

  private boolean enters(String folder, String path) {
    return folder.equals(path)
        || folder.startsWith(path + "/")
        || isRecursive && path.startsWith(folder + "/");
  }

  /** As the user gave them. */
  @Override
  public String toString() {
    return "[" + String.join(" ", names) + "]";
  }

  private static String bytes(String name) {
    return text(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] path) {
    return new String(path, StandardCharsets.ISO_8859_1);
  }
}
