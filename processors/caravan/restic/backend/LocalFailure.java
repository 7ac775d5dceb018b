package caravan.restic.backend;

import caravan.restic.AccessDenied;
import caravan.restic.BackendFailure;
import caravan.restic.FileMissing;
import caravan.restic.ResticException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says what went wrong with a file of a local repository, and what to do about it. */
final class LocalFailure {
  private LocalFailure() {}

  /**
   * @param verb what was being done to the path, as in {@code cannot write}
   */
  static ResticException of(String verb, Path path, IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> new FileMissing(path + " does not exist", missing);
      case AccessDeniedException denied ->
          new AccessDenied(
              "cannot %s %s: permission denied; give this user access to it or run as its owner"
                  .formatted(verb, path),
              denied);
      default ->
          new BackendFailure(
              "cannot %s %s: %s%s".formatted(verb, path, reason(e), advice(reason(e))), e);
    };
  }

  private static String advice(String reason) {
    if (reason.contains("No space left") || reason.contains("quota")) {
      return "; free space there and run it again: nothing stored so far is lost";
    }
    if (reason.contains("Read-only file system")) {
      return "; mount it writable or choose another place";
    }
    return reason.contains("Input/output error") ? "; look at the disk" : "";
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
