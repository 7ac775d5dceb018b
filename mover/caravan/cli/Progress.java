package caravan.cli;

import java.time.Duration;
import java.util.List;

/**
 * How far a long verb is.
 *
 * @param totalFiles 0 while it is not known; likewise {@code totalBytes}
 * @param current what is being worked on
 */
record Progress(
    Duration elapsed,
    long files,
    long totalFiles,
    long bytes,
    long totalBytes,
    long skippedFiles,
    long skippedBytes,
    long deletedFiles,
    long errors,
    List<String> current) {
  boolean hasTotal() {
    return totalFiles > 0 || totalBytes > 0;
  }

  /** From 0 to 1. */
  double share() {
    return totalBytes == 0 ? 0 : Math.min(1.0, (double) bytes / totalBytes);
  }

  /** At the pace so far; zero while that cannot be told, as in the first second. */
  Duration remaining() {
    if (bytes == 0 || totalBytes <= bytes || elapsed.toSeconds() == 0) {
      return Duration.ZERO;
    }
    double seconds = elapsed.toMillis() / 1000.0 * (totalBytes - bytes) / bytes;
    return Duration.ofSeconds((long) seconds);
  }

  /** How progress of one verb is put. */
  interface Shape {
    /** For people; each current item on a line of its own after the first. */
    List<String> lines(Progress progress);

    /** For programs: the members of a {@code status} object. */
    caravan.restic.json.JsonOutput json(Progress progress);
  }
}
