package caravan.restic.archiver;

import caravan.restic.InvalidInput;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.Errno;
import caravan.restic.fs.PosixException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the user wants saved, looked up in the file system.
 *
 * @param tree where everything goes
 * @param paths absolute form of the targets that exist, in the order given
 * @param missing targets that do not exist
 */
record Targets(TargetTree tree, List<String> paths, List<String> missing) {
  static final byte[] UP = {'.', '.'};
  private static final byte[] HERE = {'.'};

  /**
   * @throws InvalidInput when not one of the targets exists
   */
  static Targets of(List<String> given, String workingDirectory) {
    var tree = new TargetTree();
    var paths = new ArrayList<String>();
    var missing = new ArrayList<String>();
    var base = BytePath.of(workingDirectory);
    for (var text : given) {
      var target = BytePath.clean(BytePath.of(text));
      var place = resolve(base, target);
      if (!exists(place)) {
        missing.add(text);
        continue;
      }
      paths.add(BytePath.display(place));
      if (hasName(target)) {
        tree.add(target, true);
      } else {
        entries(place).forEach(name -> tree.add(entryOf(target, name), false));
      }
    }
    if (paths.isEmpty()) {
      throw new InvalidInput(
          "all source directories/files do not exist: " + String.join(", ", missing));
    }
    tree.unroll(path -> entries(resolve(base, path)));
    return new Targets(tree, List.copyOf(paths), List.copyOf(missing));
  }

  /** The absolute, cleaned path of a target. */
  static byte[] resolve(byte[] workingDirectory, byte[] target) {
    return BytePath.clean(
        BytePath.isAbsolute(target) ? target : BytePath.join(workingDirectory, target));
  }

  /** The directory that holds the last component of an absolute path. */
  static byte[] parentOf(byte[] path) {
    int slash = path.length - 1;
    while (slash >= 0 && path[slash] != '/') {
      slash--;
    }
    return slash <= 0 ? new byte[] {'/'} : Arrays.copyOf(path, slash);
  }

  static byte[] nameOf(byte[] path) {
    return BytePath.components(path).getLast();
  }

  private static byte[] entryOf(byte[] target, byte[] name) {
    return Arrays.equals(target, HERE) ? name : BytePath.join(target, name);
  }

  /** Whether anything is left of a cleaned path without {@code .} and {@code ..}. */
  private static boolean hasName(byte[] target) {
    return BytePath.components(target).stream()
        .anyMatch(name -> !Arrays.equals(name, UP) && !Arrays.equals(name, HERE));
  }

  private static boolean exists(byte[] place) {
    if (BytePath.components(place).isEmpty()) {
      return true;
    }
    try (var directory = Directory.open(parentOf(place))) {
      return directory.statIfPresent(nameOf(place)) != null;
    } catch (PosixException e) {
      return e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR;
    }
  }

  private static List<byte[]> entries(byte[] place) {
    try (var directory = Directory.open(place)) {
      return directory.names();
    } catch (PosixException e) {
      throw new InvalidInput("cannot list the source " + e.getMessage(), e);
    }
  }
}
