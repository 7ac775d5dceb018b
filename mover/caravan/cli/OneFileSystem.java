package caravan.cli;

import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.FileStat;
import caravan.restic.fs.PosixException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a backup on the file systems of its targets. A folder that another file system is mounted
 * on stays, but empty.
 */
final class OneFileSystem {
  private final Map<String, Long> devices = new HashMap<>();

  OneFileSystem(CliContext context, List<String> targets) {
    for (var target : targets) {
      var path = context.file(target).toString();
      var stat = stat(BytePath.of(path));
      if (stat != null) {
        devices.put(path, stat.device());
      }
    }
  }

  boolean excludes(byte[] path, FileStat stat) {
    Long allowed = deviceFor(BytePath.display(path));
    if (allowed == null || allowed == stat.device()) {
      return false;
    }
    if (!stat.isDirectory()) {
      return true;
    }
    var above = stat(parentOf(path));
    return above == null || above.device() != allowed;
  }

  /** That of the nearest target above. */
  private Long deviceFor(String path) {
    for (var at = path; ; at = at.substring(0, Math.max(1, at.lastIndexOf('/')))) {
      var device = devices.get(at);
      if (device != null || at.equals("/")) {
        return device;
      }
    }
  }

  private static FileStat stat(byte[] path) {
    if (path.length == 1) {
      try (var root = Directory.open(path)) {
        return root.stat();
      }
    }
    try (var directory = Directory.open(parentOf(path))) {
      return directory.statIfPresent(BytePath.components(path).getLast());
    } catch (PosixException e) {
      return null;
    }
  }

  private static byte[] parentOf(byte[] path) {
    int slash = path.length - 1;
    while (slash > 0 && path[slash] != '/') {
      slash--;
    }
    return slash == 0 ? new byte[] {'/'} : Arrays.copyOf(path, slash);
  }
}
