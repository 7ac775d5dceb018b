package caravan.mover;

import caravan.restic.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Looks whether the volume holds anything. An empty one is skipped, and nothing is forgotten
 * either: what was lost before the backup must not push the last good snapshot out.
 */
final class LookAtSource extends MoverStep {
  static final String LOST_AND_FOUND = "lost+found";

  @Override
  void run(MoverRun run) {
    run.log().line("== Checking directory for content ===");
    var folder = run.environment().dataFolder();
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        if (!entry.getFileName().toString().equals(LOST_AND_FOUND)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new InvalidInput(
          "cannot read the volume %s: %s; mount it there and let this user read it"
              .formatted(folder, e),
          e);
    }
    run.log().line("== Directory is empty skipping backup ===");
    run.outcome().skipped();
  }
}
