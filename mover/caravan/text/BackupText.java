package caravan.text;

import caravan.restic.Id;
import caravan.restic.snapshot.Summary;
import java.util.List;

/**
 * What a backup did, in restic's words: for those who run a verb and those who read a mover's log.
 */
public final class BackupText {
  private BackupText() {}

  /**
   * What it was compared with.
   *
   * @param parent null for nothing
   */
  public static String parent(Id parent) {
    return parent == null
        ? "no parent snapshot found, will read all files"
        : "using parent snapshot " + parent.toShortString();
  }

  /** How many files and directories it met. */
  public static List<String> counts(Summary summary) {
    return List.of(
        "Files:       %5d new, %5d changed, %5d unmodified"
            .formatted(summary.filesNew(), summary.filesChanged(), summary.filesUnmodified()),
        "Dirs:        %5d new, %5d changed, %5d unmodified"
            .formatted(summary.dirsNew(), summary.dirsChanged(), summary.dirsUnmodified()));
  }
}
