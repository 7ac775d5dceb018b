package caravan.restic.archiver;

import caravan.restic.fs.BytePath;
import caravan.restic.fs.PosixException;
import java.util.ArrayList;
import java.util.List;

/** The items a backup leaves out, in the order of their paths whichever thread met them first. */
final class Failures {
  private record Failure(byte[] path, String reason) implements Comparable<Failure> {
    @Override
    public int compareTo(Failure other) {
      int length = Math.min(path.length, other.path.length);
      for (int i = 0; i < length; i++) {
        if (path[i] != other.path[i]) {
          return rank(path[i]) - rank(other.path[i]);
        }
      }
      int order = path.length - other.path.length;
      return order == 0 ? reason.compareTo(other.reason) : order;
    }

    String text() {
      var shown = BytePath.display(path);
      return reason.contains(shown) ? reason : shown + ": " + reason;
    }

    /** A directory's entries come right after it. */
    private static int rank(byte b) {
      return b == '/' ? -1 : b & 0xff;
    }
  }

  private final List<Failure> failures = new ArrayList<>();
  private final BackupListener listener;

  Failures(BackupListener listener) {
    this.listener = listener;
  }

  void add(byte[] path, PosixException e) {
    add(path, e.getMessage());
  }

  void add(byte[] path, String reason) {
    synchronized (failures) {
      failures.add(new Failure(path, reason));
    }
    listener.failed(BytePath.display(path), reason);
  }

  /** Each as its reason, which names the path. */
  List<String> sorted() {
    synchronized (failures) {
      return failures.stream().sorted().map(Failure::text).toList();
    }
  }
}
